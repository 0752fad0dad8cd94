<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\Throttled;

/** All that is kept in one table is kept apart. */
final class FactNamesTest extends TestCase
{
    /** @return list<string> */
    private static function names(): array
    {
        return array_map(
            static fn(Fact|Throttled $case): string => $case->name(),
            [...Fact::cases(), ...Throttled::cases()],
        );
    }

    public function testNoNameIsAnotherOneOrOneOfSeveralOfAnother(): void
    {
        $names = self::names();
        foreach ($names as $place => $name) {
            foreach ($names as $other => $taken) {
                self::assertFalse(
                    $place !== $other && str_starts_with("$name.", "$taken."),
                    "$name is $taken or one of its kind",
                );
            }
        }
    }

    /** The shops that there are know themselves by them. */
    public function testTheNamesThatMustSurviveAreThoseOfBefore(): void
    {
        self::assertSame(['cron_salt', 'live_shop', 'cash_register', 'cash_register.2'], [
            Fact::CronSalt->name(),
            Fact::LiveShop->name(),
            Fact::CashRegister->name(),
            Fact::CashRegister->name('2'),
        ]);
    }
}
