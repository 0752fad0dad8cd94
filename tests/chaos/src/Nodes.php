<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Twint\Tests\Cluster;
use Twint\Tests\Servers;

/** At which node of a cluster each request's head is, and which node dies when; all of it follows from the seed. Of one server: nothing. */
final class Nodes
{
    private const PERCENT_WITH_DEATH = 30;
    private const STATEMENTS = 30;

    private int $round = 0;
    /** 0: none dies. */
    private readonly int $dying;
    private readonly int $diesIn;
    private readonly int $diesAt;
    private readonly int $backIn;

    public function __construct(
        private readonly Plan $plan,
    ) {
        // Dice of their own: with one server the same seed plays the same history.
        $dice = new Dice(1_000_003 * $plan->seed);
        $this->dying = $dice->chance(self::PERCENT_WITH_DEATH) ? $dice->between(2, 3) : 0;
        $this->diesIn = $dice->between(2, max(2, count($plan->rounds)));
        $this->diesAt = $dice->between(1, self::STATEMENTS);
        $this->backIn = $this->diesIn + $dice->between(1, 8);
    }

    /** Another round begins. */
    public function turn(): void
    {
        $this->round++;
        if ($this->dying > 0 && $this->round === $this->backIn) {
            $this->heal();
        }
    }

    public function heal(): void
    {
        Servers::cluster()?->heal();
    }

    /** What was written on one is seen on all. */
    public function settle(): void
    {
        Servers::cluster()?->settle();
    }

    /** The head of the nth request of the round connects to its node, or where that is dead to the next. */
    public function choose(int $n): void
    {
        if (Servers::cluster() === null) {
            return;
        }
        $node = $this->isDeathOf($n) ? $this->dying : 1 + (crc32("{$this->plan->seed} $this->round $n") % 3);
        while (!Cluster::isUp(Servers::folder(), $node)) {
            $node = ($node % 3) + 1;
        }
        Servers::useNode($node);
    }

    /** Before which statement of the nth request its node dies; null: it lives on. */
    public function deathAt(int $n): ?int
    {
        return Servers::cluster() !== null && $this->isDeathOf($n) ? $this->diesAt : null;
    }

    private function isDeathOf(int $n): bool
    {
        return $n === 0 && $this->dying > 0 && $this->round === $this->diesIn;
    }
}
