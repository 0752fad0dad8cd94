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
        private readonly TransactionRepository $transactions,
        private readonly EventRepository $events,
    ) {
    }

    /**
     * @param array<string, string|int|null> $changes by column
     * @throws ClaimLostException
     * @throws StateConflictException where the table has no such edge
     */
    public function apply(
        Transaction $transaction,
        string $claim,
        Event $event,
        Actor $actor,
        string $name,
        array $changes = [],
        string $message = '',
    ): Transaction {
        $edge = self::edge($transaction, $event, $actor);
        if ($edge->from === $edge->to && $edge->duties === [] && $changes === []) {
            return $transaction;
        }
        $duties = self::merge($transaction->duties, $edge->duties);
        $approved = $event === Event::Approved || $event === Event::Closed;
        $this->database->transaction(function () use (
            $transaction,
            $claim,
            $edge,
            $duties,
            $changes,
            $approved,
            $event,
            $actor,
            $name,
            $message,
        ): void {
            if (!$this->transactions->advance($transaction, $claim, $edge->to->value, $duties, $changes, $approved)) {
                throw new ClaimLostException();
            }
            $this->events->add(
                $transaction->id,
                $actor->value,
                $name,
                $event->value,
                $edge->from->value,
                $edge->to->value,
                $message,
            );
        });

        return $this->transactions->get($transaction->id);
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
            array_map(static fn(Duty $duty): string => $duty->value, Duties::inOrder()),
            static fn(string $duty): bool => in_array($duty, $all, true),
        ));
    }
}
