<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Payment\Operation;
use Twint\OperationKind;
use Twint\OperationState;

/** The plugin reads its rows also where the extension is missing, so it has some of the extension's words a second time. */
final class OperationTest extends TestCase
{
    public function testTheStatesAreThoseOfTheExtension(): void
    {
        self::assertEqualsCanonicalizing(
            array_map(static fn(OperationState $state): string => $state->value, OperationState::cases()),
            [Operation::SENT, Operation::DONE, Operation::REFUSED, Operation::UNKNOWN],
        );
    }

    public function testTheKindsAreThoseOfTheExtension(): void
    {
        self::assertEqualsCanonicalizing(
            array_map(static fn(OperationKind $kind): string => $kind->value, OperationKind::cases()),
            [Operation::START, Operation::CAPTURE, Operation::CANCEL, Operation::REFUND],
        );
    }

    /** Of a refund that is long without an outcome the extension asks the merchant, and of no other. */
    public function testWhichHaveNoKnownOutcomeIsAsTheExtensionDecides(): void
    {
        foreach (OperationState::cases() as $state) {
            self::assertSame(
                \Twint\needs_merchant(OperationKind::Refund, $state, true, true, true, '0.00'),
                self::inState($state)->hasNoKnownOutcome(),
                $state->value,
            );
        }
    }

    private static function inState(OperationState $state): Operation
    {
        $columns = array_fill_keys([
            'reference',
            'fee',
            'note',
            'actor',
            'actor_name',
            'intent',
            'form_key',
            'created_at',
            'twint_uuid',
            'message_id',
            'fault',
            'message',
            'request',
            'answer',
            'milliseconds',
            'final',
            'booked',
            'old',
            'long_ago',
        ], null);

        return Operation::fromRow([
            'id' => '1',
            'transaction_id' => '1',
            'kind' => Operation::REFUND,
            'state' => $state->value,
            'amount' => '1.00',
        ] + $columns);
    }
}
