<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Checkout\LinkMails;
use Plugin\jtl_twint\src\Checkout\LinkRefusal;
use Plugin\jtl_twint\src\Checkout\SentLinks;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Twint\NoLink;

/** The link that pays, sent by an admin's button. */
final class LinkMailTest extends PaymentTestCase
{
    private const ADDRESS = 'gast@example.com';

    private function links(): LinkMails
    {
        return $this->world->get(LinkMails::class);
    }

    private function refusal(string $number): ?LinkRefusal
    {
        return $this->links()->letter($number)->refusal;
    }

    /** @return array{int, string} an order that Wawi made: id and number */
    private function madeByWawi(string $amount = '86.38'): array
    {
        $order = $this->world->shop->newOrder($amount);
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'Y', dErstellt = NOW() WHERE kBestellung = $order->kBestellung");

        return [(int) $order->kBestellung, (string) $order->cBestellNr];
    }

    public function testTheLinkOfAnOpenAttemptIsSentAgainAndNoted(): void
    {
        $t = $this->begin();
        $letter = $this->links()->letter($t->orderNumber);
        self::assertSame([null, 'Petra Muster', self::ADDRESS, 'CHF 42.00', null], [
            $letter->refusal,
            $letter->name,
            $letter->address,
            $letter->amount,
            $letter->secondsAgo,
        ]);
        self::assertNull($this->links()->send($t->orderNumber, self::ADDRESS, 'anna'));
        self::assertSame(['paymentLink CHF 42.00'], $this->world->shop->saidOf($t->orderId));
        $event = $this->world
            ->pdo
            ->query(
                "SELECT event, actor, actor_name, message FROM xplugin_jtl_twint_event WHERE transaction_id = $t->id ORDER BY id DESC",
            )
            ->fetch(\PDO::FETCH_NUM);
        self::assertSame(['link_sent', 'admin', 'anna', ''], $event);
        self::assertSame('anna', $this->links()->letter($t->orderNumber)->by);
        self::assertNotNull($this->links()->letter($t->orderNumber)->secondsAgo);
    }

    public function testItIsSentOnceInFiveMinutes(): void
    {
        $t = $this->begin();
        self::assertNull($this->links()->send($t->orderNumber, self::ADDRESS, 'anna'));
        self::assertSame(LinkRefusal::TooSoon, $this->links()->send($t->orderNumber, self::ADDRESS, 'bert'));
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 6 MINUTE WHERE name LIKE '%pay\\_link.%'",
        );
        self::assertNull($this->links()->send($t->orderNumber, self::ADDRESS, 'bert'));
        self::assertCount(2, $this->world->shop->saidOf($t->orderId));
    }

    public function testWhoSentItIsForgottenWithTheLink(): void
    {
        $t = $this->begin();
        $this->links()->send($t->orderNumber, self::ADDRESS, 'anna');
        $this->world->get(SentLinks::class)->forgetOld();
        self::assertSame('anna', $this->links()->letter($t->orderNumber)->by);
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 61 DAY WHERE name LIKE 'pay\\_link.%'",
        );
        $this->world->get(SentLinks::class)->forgetOld();
        self::assertSame('', $this->links()->letter($t->orderNumber)->by);
    }

    public function testOnlyTheAddressThatWasConfirmedIsWrittenTo(): void
    {
        $t = $this->begin();
        self::assertSame(LinkRefusal::Changed, $this->links()->send($t->orderNumber, 'other@example.com', 'anna'));
        self::assertSame([], $this->world->shop->saidOf($t->orderId));
        $this->world->shop->mailAddress = '';
        self::assertSame(LinkRefusal::NoAddress, $this->links()->send($t->orderNumber, '', 'anna'));
    }

    public function testWhatTheMailerDidNotTakeMayBeTriedAgainAtOnceAndIsNotNoted(): void
    {
        $t = $this->begin();
        $this->world->shop->mailsAreSent = false;
        self::assertSame(LinkRefusal::NotSent, $this->links()->send($t->orderNumber, self::ADDRESS, 'anna'));
        $this->world->shop->mailsAreSent = true;
        self::assertNull($this->links()->send($t->orderNumber, self::ADDRESS, 'anna'));
        self::assertCount(
            1,
            $this->world->pdo->query("SELECT id FROM xplugin_jtl_twint_event WHERE event = 'link_sent'")->fetchAll(),
        );
    }

    public function testWhoSentItBeforeIsStillKnownWhenTheMailerDoesNotTakeTheNext(): void
    {
        $t = $this->begin();
        self::assertNull($this->links()->send($t->orderNumber, self::ADDRESS, 'anna'));
        $this->sql(
            "UPDATE xplugin_jtl_twint_fact SET updated_at = updated_at - INTERVAL 10 MINUTE WHERE name LIKE '%pay\\_link.%'",
        );
        $this->world->shop->mailsAreSent = false;
        self::assertSame(LinkRefusal::NotSent, $this->links()->send($t->orderNumber, self::ADDRESS, 'bert'));
        $letter = $this->links()->letter($t->orderNumber);
        self::assertSame('anna', $letter->by);
        self::assertGreaterThanOrEqual(600, $letter->secondsAgo);
    }

    public function testAnOrderThatWawiMadeIsPaidByItsLink(): void
    {
        [$id, $number] = $this->madeByWawi();
        self::assertNull($this->links()->send($number, self::ADDRESS, 'anna'));
        self::assertSame(['paymentLink CHF 86.38'], $this->world->shop->saidOf($id));
        $order = $this->world->shop->load($id);
        self::assertNotNull($order);
        $service = $this->world->get(PaymentService::class);
        self::assertTrue($service->canBegin($order));
        $t = $service->begin($order, 'ger');
        self::assertNull($this->refusal($number));
        $this->twint->approve($t->pairingToken);
        $this->payments()->settle($t, Initiator::buyer());
        self::assertSame('captured', $this->fresh($t)->phase);
        self::assertSame(LinkRefusal::Paid, $this->refusal($number));
        self::assertSame('Y', $this->world->shop->fetched($id));
    }

    /** @dataProvider unpayable */
    public function testWhatCannotBePaidIsSaid(string $change, LinkRefusal $refusal): void
    {
        [$id, $number] = $this->madeByWawi();
        $this->sql("UPDATE tbestellung SET $change WHERE kBestellung = $id");
        self::assertSame($refusal, $this->refusal($number));
        self::assertSame($refusal, $this->links()->send($number, self::ADDRESS, 'anna'));
        self::assertSame([], $this->world->shop->saidOf($id));
    }

    /** @return iterable<string, array{string, LinkRefusal}> */
    public static function unpayable(): iterable
    {
        yield 'another way to pay' => ['kZahlungsart = 2', LinkRefusal::OtherMethod];
        yield 'cancelled' => ['cStatus = -1', LinkRefusal::NotOpen];
        yield 'shipped' => ['cStatus = 4', LinkRefusal::NotOpen];
        yield 'paid otherwise, says Wawi' => ['dBezahltDatum = CURDATE()', LinkRefusal::Dated];
        yield 'nothing to pay' => ['fGesamtsumme = 0', LinkRefusal::NotPayable];
        yield 'older than links live' => ['dErstellt = NOW() - INTERVAL 61 DAY', LinkRefusal::TooOld];
    }

    public function testEveryReasonOfTheExtensionHasItsSentence(): void
    {
        foreach (NoLink::cases() as $why) {
            self::assertNotNull(LinkRefusal::tryFrom($why->value), $why->value);
        }
    }

    public function testAnUnknownNumberAndAPaymentThatIsNotClearAreSaid(): void
    {
        self::assertSame(LinkRefusal::NoOrder, $this->refusal('no such order'));
        $this->twint->fail('resetAfterRequest', 'StartOrder', ['nth' => 1]);
        $t = $this->begin();
        self::assertSame('uncertain', $t->phase);
        self::assertSame(LinkRefusal::Uncertain, $this->refusal($t->orderNumber));
    }

    public function testWhoDeclinedMayBeSentTheLink(): void
    {
        $t = $this->begin();
        $this->twint->decline($t->pairingToken);
        $this->payments()->settle($t, Initiator::buyer());
        self::assertNull($this->refusal($t->orderNumber));
    }
}
