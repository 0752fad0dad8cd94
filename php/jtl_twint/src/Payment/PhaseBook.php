<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Twint\Actor;
use Twint\Duty;
use Twint\Event;
use Twint\StateConflictException;
use Twint\Transition;

/** Writes down what happened: phase, duties and event in one database transaction, as the extension's table says. */
final class PhaseBook
{
    public function __construct(
        private readonly Database $database,
        private readonly EventRepository $events,
    ) {
    }

    /**
     * @param array<string, string|int|null> $changes by column
     * @throws ClaimLostException
     * @throws StateConflictException where the table has no such edge
     */
    public function apply(ClaimedPayment $payment, Event $event, array $changes = [], string $message = ''): void
    {
        $transaction = $payment->transaction();
        $edge = self::edge($transaction, $event, $payment->by->actor());
        if ($edge->from === $edge->to && $edge->duties === [] && $changes === []) {
            return;
        }
        $duties = self::merge($transaction->duties, $edge->duties);
        $approved = $event === Event::Approved || $event === Event::Closed;
        $this->database->transaction(function () use (
            $payment,
            $edge,
            $duties,
            $changes,
            $approved,
            $event,
            $message,
        ): void {
            $payment->claim->advance($edge->to->value, $duties, $changes, $approved);
            $this->events->add(
                $payment->id(),
                $payment->by,
                $event->value,
                $edge->from->value,
                $edge->to->value,
                $message,
            );
        });
        $payment->claim->reread();
    }

    private static function edge(Transaction $transaction, Event $event, Actor $actor): Transition
    {
        try {
            return \Twint\transition($transaction->phase(), $event, $actor);
        } catch (StateConflictException $exception) {
            if ($actor === Actor::Twint) {
                throw $exception;
            }

            // Who asks need not be who did it: TWINT told it.
            return \Twint\transition($transaction->phase(), $event, Actor::Twint);
        }
    }

    /**
     * @param list<string> $before
     * @param array<Duty> $more
     * @return list<string> in the order in which they are to be done
     */
    private static function merge(array $before, array $more): array
    {
        $all = array_merge($before, array_map(static fn(Duty $duty): string => $duty->value, $more));

        return array_values(array_filter(
            array_map(static fn(Duty $duty): string => $duty->value, Duty::cases()),
            static fn(string $duty): bool => in_array($duty, $all, true),
        ));
    }
}
