<?php

declare(strict_types=1);

namespace Twint\Chaos;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Payment\SearchTerms;
use Twint\Tests\Servers;
use Twint\Tests\Twint;
use Twint\Tests\World;

/** A database and a TWINT on which history after history is played, each in a process that has never called TWINT before. */
final class Stage
{
    private const PATIENCE_SECONDS = 180;

    private readonly Twint $twint;
    private readonly bool $isCluster;
    /** The history that is being lived. */
    private int $child = 0;

    /** @param bool $isCluster whether the database is a cluster of three nodes, with heads on different ones */
    public function __construct(bool $isCluster = false)
    {
        // Before the servers end.
        register_shutdown_function(function (): void {
            if ($this->child > 0) {
                posix_kill($this->child, SIGKILL);
            }
        });
        $this->isCluster = $isCluster;
        Servers::start($isCluster);
        $this->twint = new Twint();
        self::warmUp($this->twint);
    }

    public function play(Plan $plan): Verdict
    {
        $file = Servers::folder() . '/verdict';
        if (is_file($file)) {
            unlink($file);
        }
        $began = hrtime(true);
        $this->child = pcntl_fork();
        if ($this->child === 0) {
            $this->live($plan, $file, $began);
        }
        $status = Child::await($this->child, self::PATIENCE_SECONDS);
        $this->child = 0;
        if (is_file($file)) {
            return Verdict::fromJson((string) file_get_contents($file));
        }
        $why =
            'end: the process of the history ' . ($status === null ? 'came to no end.' : "ended with status $status.");

        return new Verdict($plan->seed, $plan->races, [$why], new Tally(), 0, self::PATIENCE_SECONDS * 1000);
    }

    /** What each of the many processes would load again, before they are made. */
    private static function warmUp(Twint $twint): void
    {
        $plugin = dirname(__DIR__, 3) . '/php/jtl_twint/src/';
        foreach ([__DIR__, ...glob($plugin . '*', GLOB_ONLYDIR)] as $folder) {
            foreach (glob($folder . '/*.php') as $file) {
                try {
                    require_once $file;
                } catch (\Error) {
                    // It extends a class of the shop, and has no part in this.
                }
            }
        }
        $world = new World($twint);
        $world->get(SearchTerms::class)->of(new Bestellung());
        // TLS itself, but no call of TWINT.
        \Twint\inspect_certificate($twint->pem(), '');
    }

    private function live(Plan $plan, string $file, int $began): never
    {
        $lane = posix_getppid();
        try {
            $history = new History($this->isCluster ? Crossings::addTo($plan) : $plan, $this->twint, Servers::folder());
            $violations = $history->run();
        } catch (\Throwable $exception) {
            if (!isset($history) || posix_getppid() !== $lane) {
                // The run was ended, and its servers with it.
                Trap::die();
            }
            $violations = ["end: {$exception->getMessage()} in {$exception->getFile()}:{$exception->getLine()}"];
        }
        $verdict = new Verdict(
            $plan->seed,
            $plan->races,
            $violations,
            $history->tally,
            $history->requests,
            intdiv(hrtime(true) - $began, 1_000_000),
            $history->lines,
        );
        file_put_contents($file . '.new', json_encode($verdict, JSON_THROW_ON_ERROR | JSON_PARTIAL_OUTPUT_ON_ERROR));
        rename($file . '.new', $file);
        // The servers are not ours to end.
        Trap::die();
    }
}
