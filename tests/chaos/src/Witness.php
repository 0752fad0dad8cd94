<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** Remembers what buyers' pages said. */
final class Witness
{
    /** @var array<string, array<string, int>> by order and attempt: state → the last round that showed it */
    private array $pages = [];
    /** @var list<string> */
    public array $hung = [];
    /** @var list<string> */
    public array $movedByCopy = [];

    public function saw(Act $act, Outcome $outcome, int $round): void
    {
        if ($outcome->page !== null) {
            $this->pages["$act->order/$outcome->attempt"][$outcome->page] = $round;
        }
        if ($outcome->broke === 'it hung') {
            $this->hung[] = "round $round: $act";
        }
    }

    /** @return list<string> pages that took back that it was paid */
    public function takenBack(): array
    {
        $messages = [];
        foreach ($this->pages as $which => $states) {
            foreach (['declined', 'cancelled', 'timed_out', 'failed', 'waiting'] as $other) {
                if (isset($states['paid'], $states[$other]) && $states[$other] > $states['paid']) {
                    $messages[] = "The page of $which said paid and, later, $other.";
                }
            }
        }

        return $messages;
    }
}
