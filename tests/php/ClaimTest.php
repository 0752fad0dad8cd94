<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\DB\DbInterface;
use Plugin\jtl_twint\src\Payment\ClaimedPayment;
use Plugin\jtl_twint\src\Payment\ClaimedWork;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OrderAtTwint;
use Plugin\jtl_twint\src\Payment\RowClaims;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;

/** A claim covers the whole call to TWINT. */
final class ClaimTest extends PaymentTestCase
{
    public function testNoCallLastsLongerThanItsClaimWhateverPhpIniSays(): void
    {
        self::assertLessThan(RowClaims::SECONDS * 1000, Settings::TWINT_FLOW_TIMEOUT_MS);
        $before = ini_set('twint.flow_timeout_ms', '100');
        try {
            $t = $this->begin();
            $payment = $this->world->get(Claims::class)->take($t->id, Initiator::cron()) ?? throw new \LogicException();
            $this->twint->fail(['slow' => 300], 'MonitorOrder');
            self::assertNotNull($this->world->get(OrderAtTwint::class)->of($payment), 'php.ini goes before the plugin');
        } finally {
            ini_set('twint.flow_timeout_ms', (string) $before);
        }
    }

    public function testWhoseConnectionIsLostInACallGivesTheClaimBackAllTheSame(): void
    {
        $t = $this->begin();
        $claims = $this->world->get(Claims::class);
        $payment = $claims->take($t->id, Initiator::buyer()) ?? throw new \LogicException();
        $broke = false;
        $this->world->get(ClaimedWork::class)->do($payment, function (ClaimedPayment $payment) use (&$broke): void {
            Servers::kill($this->world->pdo);
            try {
                $payment->claim->noteOnPhone(true);
            } catch (DatabaseException $exception) {
                $broke = true;
                throw $exception;
            }
        });
        self::assertTrue($broke);
        self::assertNotNull(
            $claims->take($t->id, Initiator::buyer()),
            'the next one need not wait for the claim to lapse',
        );
    }

    public function testAClaimIsRenewedAndGivenBackOnANewConnectionWhereTheOldOneWasLost(): void
    {
        $t = $this->begin();
        $claims = $this->world->get(Claims::class);
        $payment = $claims->take($t->id, Initiator::buyer()) ?? throw new \LogicException();
        $shop = $this->world->get(DbInterface::class);
        Servers::kill($shop->getPDO());
        $payment->claim->renew();
        Servers::kill($shop->getPDO());
        $payment->claim->release(0);
        self::assertNotNull($claims->take($t->id, Initiator::buyer()));
    }

    public function testWhoRenewsAClaimNeverShortensIt(): void
    {
        $t = $this->begin();
        $claims = new RowClaims(
            $this->world->get(Database::class),
            $this->world->get(LiveShop::class),
            TransactionRepository::TABLE,
        );
        $claim = $claims->take($t->id, false) ?? throw new \LogicException();
        $this->endsIn(60);
        self::assertTrue($claims->renew($t->id, $claim));
        self::assertGreaterThan(RowClaims::SECONDS, $this->left());
        $this->endsIn(1);
        self::assertTrue($claims->renew($t->id, $claim));
        self::assertGreaterThan(1, $this->left());
    }

    private function endsIn(int $seconds): void
    {
        $this->sql(
            "UPDATE xplugin_jtl_twint_transaction SET claimed_until = UTC_TIMESTAMP(3) + INTERVAL $seconds SECOND",
        );
    }

    /** In seconds. */
    private function left(): int
    {
        return (int) $this->world
            ->pdo
            ->query('SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), claimed_until) FROM xplugin_jtl_twint_transaction')
            ->fetchColumn();
    }
}
