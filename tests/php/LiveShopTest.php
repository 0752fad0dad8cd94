<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\NotConfiguredException;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Wawi\EntryState;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;

/** A copy of the live shop, its database included, at another address. */
final class LiveShopTest extends MoneyTestCase
{
    /** @dataProvider addresses */
    public function testAnAddressIsHostAndFolder(string $url, string $address): void
    {
        self::assertSame($address, (new LiveShop($this->world->get(ShopIdentity::class), $url))->address());
    }

    public static function addresses(): iterable
    {
        yield 'plain' => ['https://shop.example', 'shop.example'];
        yield 'www, capitals, a slash' => ['http://WWW.Shop.example/', 'shop.example'];
        yield 'a folder' => ['https://shop.example/de/', 'shop.example/de'];
        yield 'a port' => ['http://127.0.0.1:8080', '127.0.0.1:8080'];
        yield 'a copy' => ['https://staging.shop.example', 'staging.shop.example'];
    }

    public function testACopyLeavesLivePaymentsAlone(): void
    {
        $t = $this->livePayment();
        $copy = $this->copy();
        $calls = $this->twint->calls('MonitorOrder');
        $report = $copy->get(Sweep::class)->run();
        self::assertSame([0, 0, null], [$report->asked, $report->changed, $report->trouble]);
        self::assertSame($calls, $this->twint->calls('MonitorOrder'));
        self::assertNull($copy->get(TransactionRepository::class)->claim($t->id));
        self::assertSame('pending', $this->fresh($t)->phase);
        self::assertSame([], $this->world->shop->saidOf($t->orderId), 'nobody was told anything');
    }

    public function testAnAdminOfACopyReadsWhyNothingIsMoved(): void
    {
        $t = $this->livePayment();
        $this->world = $this->copy();
        $refused = $this->capture($t, '42.00');
        self::assertSame([OutcomeKind::Refused, 'copy_of_shop'], [$refused->kind, $refused->word]);
        self::assertSame('shop.example', $this->world->get(LiveShop::class)->elsewhere());
    }

    public function testInACopyWawisNewsOfLivePaymentsWaitForTheLiveShop(): void
    {
        $t = $this->livePayment();
        $this->world->get(Queue::class)->note($t->orderId, News::Cancelled);
        $report = $this->copy()->get(Sweep::class)->run();
        [$entry] = $this->world->get(Queue::class)->ofOrder($t->orderId);
        self::assertSame([0, EntryState::Waiting, 0], [$report->news, $entry->state, $entry->attempts]);
        self::assertSame([], $this->world->shop->saidOf($t->orderId), 'nobody was told anything');
        self::assertCount(1, $this->world->get(Queue::class)->due(10), 'the live shop works it off');
    }

    public function testACopyTakesTestPaymentsAndNoLiveOnes(): void
    {
        $this->livePayment();
        $this->world = $this->copy();
        $this->assertPaidOnce($this->approvedAndSettled());
        $copy = $this->copy(['environment' => 'production']);
        $copy->get(SecretStore::class)->save(new AccessKey(AccessKey::FIRST, 'production'), $this->credentials());
        $live = $copy->get(MerchantFactory::class);
        self::assertFalse($live->isConfigured(new AccessKey(AccessKey::FIRST, 'production')));
        $this->expectException(NotConfiguredException::class);
        $live->of(new AccessKey(AccessKey::FIRST, 'production'));
    }

    public function testAfterAMoveAnAdminSaysThatThisIsTheLiveShop(): void
    {
        $t = $this->livePayment();
        $moved = $this->copy(['environment' => 'production']);
        $moved->get(SecretStore::class)->save(new AccessKey(AccessKey::FIRST, 'production'), $this->credentials());
        $moved->get(LiveShop::class)->adopt();
        self::assertTrue($moved->get(MerchantFactory::class)->isConfigured(new AccessKey(AccessKey::FIRST, 'production')));
        self::assertNull($moved->get(LiveShop::class)->elsewhere());
        self::assertNotNull($moved->get(TransactionRepository::class)->claim($t->id));
        self::assertFalse($this->world->get(LiveShop::class)->mayTouch('production'), 'the old one stops');
    }

    /** Approved by the buyer, and due. */
    private function livePayment(): Transaction
    {
        $t = $this->begin('42.00');
        $this->twint->approve($t->pairingToken);
        self::assertTrue($this->world->get(LiveShop::class)->mayTouch('production'), 'the first one is the live shop');
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET environment = 'production' WHERE id = $t->id");
        $this->makeDue();

        return $this->fresh($t);
    }

    private function approvedAndSettled(): Transaction
    {
        $t = $this->begin('42.00');
        $this->twint->approve($t->pairingToken);
        $this->makeDue();
        $this->world->get(Sweep::class)->run();

        return $this->fresh($t);
    }

    private function credentials(): Credentials
    {
        return new Credentials($this->twint->storeUuid(), $this->twint->certificate(), $this->twint->passphrase());
    }

    /** @param array<string, string> $settings */
    private function copy(array $settings = []): World
    {
        return new World($this->twint, $settings, url: 'https://staging.shop.example');
    }
}
