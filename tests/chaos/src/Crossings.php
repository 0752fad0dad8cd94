<?php

declare(strict_types=1);

namespace Twint\Chaos;

/**
 * What only a cluster can get wrong, at the end of a history: an order is given up, by its buyer in one tab or by cron, at the very
 * moment at which the buyer pays again in another tab, or begins to pay, at a head on another node. Afterwards all of them approve.
 */
final class Crossings
{
    /** Of each kind. */
    private const ORDERS = 6;
    private const AMOUNT = '42.00';
    /** So long after the others of its round somebody may come. */
    private const LATEST_MS = 150;
    /** So much longer it takes until cron comes to orders without an attempt. */
    private const LATEST_OF_CRON_MS = 500;
    /** So long after a start TWINT is asked for sure. */
    private const UNTIL_ASKED = 15;

    public static function addTo(Plan $plan): Plan
    {
        $dice = new Dice(1_000_033 * $plan->seed);
        $first = count($plan->amounts) + 1;
        $again = range($first, $first + self::ORDERS - 1);
        $late = range($first + self::ORDERS, $first + (2 * self::ORDERS) - 1);
        $rounds = $plan->rounds;
        foreach ($again as $order) {
            array_push($rounds, [new Act(Verb::Start, $order)], [new Act(Verb::Decline, $order)]);
        }
        $rounds[] = [new Act(Verb::Pass, seconds: self::UNTIL_ASKED)];
        foreach ($again as $order) {
            $rounds[] = [new Act(Verb::Status, $order)];
        }
        foreach ($again as $order) {
            $rounds[] = [
                new Act(Verb::GiveUp, $order),
                new Act(Verb::Again, $order, milliseconds: $dice->between(0, self::LATEST_MS)),
            ];
            $rounds[] = [new Act(Verb::Approve, $order)];
        }
        foreach ($late as $order) {
            $rounds[] = [new Act(Verb::Place, $order)];
        }
        $rounds[] = [new Act(Verb::Pass, seconds: 60 * ((int) $plan->settings['give_up'] + 1))];
        $rounds[] = [
            new Act(Verb::Sweep),
            ...array_map(
                static fn(int $order): Act => new Act(
                    Verb::Start,
                    $order,
                    milliseconds: $dice->between(0, self::LATEST_OF_CRON_MS),
                ),
                $late,
            ),
        ];
        foreach ($late as $order) {
            array_push($rounds, [new Act(Verb::Approve, $order)], [new Act(Verb::Status, $order)]);
        }

        return $plan->with($rounds, array_fill(0, 2 * self::ORDERS, self::AMOUNT));
    }
}
