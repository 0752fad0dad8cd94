<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Checkout\ResumeLink;
use Plugin\jtl_twint\src\Payment\Details;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\KeyRing;

/** What is kept of a payment beside the money, and how long. */
final class DetailsTest extends PaymentTestCase
{
    private function paid(): Transaction
    {
        $t = $this->begin();
        $this->twint->approve($t->pairingToken);
        $this->sweep();
        $this->sql("INSERT INTO xplugin_jtl_twint_word VALUES (X'0102030405060708090a0b0c0d0e0f10', $t->id)");
        $this->sql("UPDATE xplugin_jtl_twint_event SET message = 'a text' WHERE transaction_id = $t->id");
        $this->sql(
            "UPDATE xplugin_jtl_twint_operation SET note = 'Mrs Muster called', request = '<a/>', answer = '<b/>' WHERE transaction_id = $t->id",
        );

        return $this->fresh($t);
    }

    private function age(Transaction $t, int $days): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET created_at = UTC_TIMESTAMP(3) - INTERVAL $days DAY WHERE id = $t->id",
        );
    }

    private function number(string $from): int
    {
        return (int) $this->world->pdo->query("SELECT COUNT(*) FROM xplugin_jtl_twint_$from")->fetchColumn();
    }

    /** @return array{int, int, int, int} words, messages, notes and texts that are left */
    private function left(Transaction $t): array
    {
        return [
            $this->number("word WHERE transaction_id = $t->id"),
            $this->number("operation WHERE transaction_id = $t->id AND (request IS NOT NULL OR answer IS NOT NULL)"),
            $this->number("operation WHERE transaction_id = $t->id AND note <> ''"),
            $this->number("event WHERE transaction_id = $t->id AND message <> ''"),
        ];
    }

    private function forget(): int
    {
        return $this->world->get(Details::class)->forget();
    }

    private function assertForgotten(Transaction $t): void
    {
        self::assertSame([0, 0, 0, 0], $this->left($t));
        $after = $this->fresh($t);
        self::assertSame([0, null, null], [$after->customerId, $after->pairingToken, $after->qrCode]);
        self::assertSame(
            [$t->phase, $t->amount, $t->captured, $t->twintUuid, $t->reference],
            [$after->phase, $after->amount, $after->captured, $after->twintUuid, $after->reference],
            'what says where the money is stays',
        );
        self::assertGreaterThan(
            0,
            $this->number("event WHERE transaction_id = $t->id"),
            'that it happened, and when, stays',
        );
    }

    public function testDetailsAreErasedWhenTheTimeOfTheSettingsIsOver(): void
    {
        $this->configure(['keep_days' => '100']);
        [$old, $young] = [$this->paid(), $this->paid()];
        $this->age($old, 101);
        $this->age($young, 99);
        $before = $this->left($young);
        self::assertNotContains(0, $before, json_encode($before));
        self::assertSame(1, $this->forget());
        $this->assertForgotten($old);
        self::assertSame($before, $this->left($young));
    }

    /** @dataProvider erasures */
    public function testDetailsGoWithTheCustomer(string $erasure): void
    {
        $t = $this->paid();
        self::assertSame(0, $this->forget());
        $this->sql($erasure);
        self::assertSame(1, $this->forget());
        $this->assertForgotten($t);
        self::assertSame(0, $this->forget(), 'once');
    }

    /** @return iterable<string, array{string}> */
    public static function erasures(): iterable
    {
        yield 'deleted' => ['DELETE FROM tkunde'];
        yield 'anonymised' => ["UPDATE tkunde SET cVorname = 'Anonym', cNachname = 'Anonym', cKundenNr = 'Anonym'"];
    }

    public function testWhatIsNotFinishedKeepsItsDetails(): void
    {
        $t = $this->begin();
        $this->age($t, 1000);
        $this->sql('DELETE FROM tkunde');
        self::assertSame(0, $this->forget());
        self::assertNotNull($this->fresh($t)->pairingToken);
    }

    public function testAGuestsPaymentIsFoundUntilItIsOld(): void
    {
        $t = $this->paid();
        $this->sql('UPDATE xplugin_jtl_twint_transaction SET customer_id = 0');
        self::assertSame(0, $this->forget());
        self::assertSame(1, $this->left($t)[0]);
    }

    public function testTheSweepDoesItWithoutBeingAsked(): void
    {
        $t = $this->paid();
        $this->sql('DELETE FROM tkunde');
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 1 HOUR WHERE name = 'throttle.forget_details'",
        );
        $this->sql("INSERT INTO xplugin_jtl_twint_visit VALUES ('old', 1, 1)");
        self::assertNull($this->sweep()->trouble);
        $this->assertForgotten($t);
        self::assertSame(0, $this->number("visit WHERE bucket = 'old'"));
    }

    public function testTheManualSaysHowManyPaymentsARunLooksThrough(): void
    {
        $atOnce = (new \ReflectionClassConstant(Details::class, 'AT_ONCE'))->getValue();
        foreach (Manual::locales() as $locale) {
            self::assertMatchesRegularExpression(
                "/[^\\d']{$atOnce}\\s+(Zahlungen|payments|paiements|pagamenti)/",
                (new Manual($locale))->read(),
                $locale,
            );
        }
        self::assertSame(8, intdiv(100_000, $atOnce * 60), 'hours that the manuals say');
    }

    public function testLinksInMailsEnd(): void
    {
        $t = $this->begin();
        $transactions = $this->world->get(TransactionRepository::class);
        $links = new ResumeLink($this->world->get(Database::class), new KeyRing('the key of this shop'));
        $proof = bin2hex(hash_hkdf('sha256', 'the key of this shop', 20, 'jtl_twint order ' . $t->orderId));
        $works = static fn(): array => [
            $transactions->byToken($t->token) !== null,
            $links->isGenuine($t->orderId, $proof),
        ];
        self::assertSame([true, true], $works());
        self::assertFalse($links->isGenuine($t->orderId, strrev($proof)));
        foreach ([59 => [true, true], 61 => [false, false]] as $days => $expected) {
            $this->age($t, $days);
            $this->sql("UPDATE tbestellung SET dErstellt = NOW() - INTERVAL $days DAY");
            self::assertSame($expected, $works(), "after $days days");
        }
    }
}
