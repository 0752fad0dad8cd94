<?php

declare(strict_types=1);

namespace Twint\Bench;

/** Prints the figures, and at the end which targets they meet. */
final class Report
{
    /** @var list<array{string, string, string, bool}> */
    private array $targets = [];

    /** @param list<Series> $all each compared with the first */
    public function table(string $title, array $all): void
    {
        printf(
            "\n%-42s %9s %9s %8s %8s %7s %11s\n",
            $title,
            'wall ms',
            'CPU ms',
            'wall ×',
            'CPU ×',
            'calls',
            'handshakes',
        );
        foreach ($all as $series) {
            printf(
                "%-42s %9.3f %9.3f %7.1f %7.1f %7.2f %11.2f\n",
                "  {$series->name}",
                $series->wallMs(),
                $series->cpuMs(),
                $series->wallMs() / $all[0]->wallMs(),
                $series->cpuMs() / $all[0]->cpuMs(),
                $series->callsPerPoll(),
                $series->handshakesPerPoll(),
            );
        }
    }

    /** Something that must not be more than so much. */
    public function atMost(string $what, float $measured, float $limit, string $form = '%.2f'): void
    {
        $this->targets[] = [$what, sprintf($form, $measured), sprintf("≤ {$form}", $limit), $measured <= $limit];
    }

    public function must(string $what, string $measured, string $wanted, bool $met): void
    {
        $this->targets[] = [$what, $measured, $wanted, $met];
    }

    public function targets(): void
    {
        echo "\nTargets\n";
        foreach ($this->targets as [$what, $measured, $wanted, $met]) {
            printf("  %-64s %12s  %-14s %s\n", $what, $measured, $wanted, $met ? 'yes' : 'NO');
        }
    }
}
