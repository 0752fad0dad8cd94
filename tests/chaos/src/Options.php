<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** The command line. */
final class Options
{
    public const USAGE = <<<'TEXT'
        ./dev chaos [--seeds N]        histories 1 to N (300); goes on where an earlier run with the same code ended
                    [--minutes M]      begins none after that
                    [--lanes K]        how many at once (two a core)
                    [--fresh]          forgets earlier runs
                    [--galera]         the database is a Galera cluster of three nodes, heads on different ones, nodes die
                    [--write-docs]     writes docs/chaos.md from all that was run with this code
                    [--until-broken]   stops at the first that breaks a rule
        ./dev chaos --broken           breaks rules on purpose, each in a copy, and says when it is noticed
        ./dev chaos --seed S           one history, told in full
        ./dev chaos --reduce S         one that fails, with as little of it as still fails

        TEXT;

    public int $seeds = 300;
    public ?int $seed = null;
    public ?int $reduce = null;
    public ?float $minutes = null;
    public int $lanes;
    public bool $fresh = false;
    public bool $galera = false;
    public bool $untilBroken = false;
    public bool $writeDocs = false;
    public ?string $results = null;

    /** @param list<string> $arguments */
    public function __construct(array $arguments)
    {
        $this->lanes = max(1, 2 * (int) shell_exec('nproc'));
        while ($arguments !== []) {
            $name = array_shift($arguments);
            match ($name) {
                '--seeds' => $this->seeds = self::number($name, array_shift($arguments)),
                '--seed' => $this->seed = self::number($name, array_shift($arguments)),
                '--reduce' => $this->reduce = self::number($name, array_shift($arguments)),
                '--minutes' => $this->minutes = (float) self::number($name, array_shift($arguments)),
                '--lanes' => $this->lanes = self::number($name, array_shift($arguments)),
                '--results' => $this->results = array_shift($arguments),
                '--galera' => $this->galera = true,
                '--fresh' => $this->fresh = true,
                '--until-broken' => $this->untilBroken = true,
                '--write-docs' => $this->writeDocs = true,
                default => throw new \InvalidArgumentException("There is no option $name."),
            };
        }
    }

    private static function number(string $name, ?string $text): int
    {
        if ($text === null || !ctype_digit($text) || strlen($text) > 9 || (int) $text < 1) {
            throw new \InvalidArgumentException("$name takes a number from 1 on.");
        }

        return (int) $text;
    }
}
