<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessDeletion;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\AccessRule;
use Plugin\jtl_twint\src\Admin\Bookings\Accounts;
use Plugin\jtl_twint\src\Admin\Bookings\BananaFile;
use Plugin\jtl_twint\src\Admin\Bookings\BookingsCsv;
use Plugin\jtl_twint\src\Admin\Bookings\ChosenSet;
use Plugin\jtl_twint\src\Admin\Bookings\Days;
use Plugin\jtl_twint\src\Admin\Bookings\Movements;
use Plugin\jtl_twint\src\Admin\Information\SelfTest;
use Plugin\jtl_twint\src\Admin\Information\SelfTestStep;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Transactions\Criteria;
use Plugin\jtl_twint\src\Admin\Transactions\CsvExport;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\RefundRequest;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Wawi\News;
use Plugin\jtl_twint\src\Wawi\Queue;
use Twint\TwintException;

/** Several sets of access data: money goes to the account that the rule says, and what began with a set goes on with it. */
final class AccessTest extends PaymentTestCase
{
    private const FRENCH = ['fre'];

    private int $second;

    protected function setUp(): void
    {
        parent::setUp();
        $this->second = $this->sets()->add('Boutique');
        $this->world->get(SecretStore::class)->save($this->keyOf($this->second), $this->secondCredentials());
        $this->meantFor($this->second, new AccessRule(self::FRENCH));
    }

    // ── which set a payment begins with ──

    public function testMoneyGoesToTheStoreThatTheRuleSays(): void
    {
        $german = $this->paid('ger');
        $french = $this->paid('fre');
        self::assertSame([1, $this->second], [$german->accessId, $french->accessId]);
        self::assertSame($this->twint->storeUuid(), $this->twint->order($german->twintUuid)['store']);
        self::assertSame($this->twint->secondStoreUuid(), $this->twint->order($french->twintUuid)['store']);
        $this->assertPaidOnce($french);
    }

    public function testEachSetIsATillOfItsOwn(): void
    {
        $tills = array_map(
            fn(Transaction $payment): string => $this->twint->order($payment->twintUuid)['cashRegister'],
            [$this->begin(), $this->beginIn('fre')],
        );
        self::assertNotSame($tills[0], $tills[1]);
    }

    public function testAllConditionsOfARuleHaveToHold(): void
    {
        $this->meantFor($this->second, new AccessRule(self::FRENCH, ['boutique.example'], [2]));
        self::assertSame(1, $this->beginIn('fre')->accessId);
        $this->world->shop->domain = 'www.boutique.example';
        self::assertSame(1, $this->beginIn('fre')->accessId);
        $this->world->shop->customerGroup = 2;
        self::assertSame($this->second, $this->beginIn('fre')->accessId);
    }

    public function testWhereTheSetThatIsMeantHasNoCertificateNobodyElseGetsTheMoney(): void
    {
        $this->world->get(SecretStore::class)->forget($this->keyOf($this->second));
        $payment = $this->beginIn('fre');
        self::assertSame(['failed', 'not_configured', $this->second], [
            $payment->phase,
            $payment->reason,
            $payment->accessId,
        ]);
        self::assertSame(0, $this->twint->calls('StartOrder'));
    }

    public function testWhereNoSetIsMeantNothingBegins(): void
    {
        $this->meantFor(1, new AccessRule(['ger']));
        $this->world->shop->language = 'ita';
        self::assertNull($this->world->get(AccessChoice::class)->forVisitor());
        $payment = $this->beginIn('ita');
        self::assertSame(['failed', 'no_access_data', AccessKey::NONE], [
            $payment->phase,
            $payment->reason,
            $payment->accessId,
        ]);
        self::assertSame(0, $this->twint->calls('StartOrder'));
    }

    public function testARuleThatCannotBeReadIsNoRuleForAll(): void
    {
        $this->sql("UPDATE xplugin_jtl_twint_access_data SET languages = '[\"fre' WHERE id = $this->second");
        $this->configure([]);
        $this->expectException(\JsonException::class);
        $this->begin();
    }

    public function testTheOrdersLanguageCountsNotTheOneItIsLookedAtIn(): void
    {
        $this->world->shop->language = 'ger';
        self::assertSame($this->second, $this->beginIn('fre')->accessId);
    }

    public function testANextAttemptStaysWithTheSetOfTheOrderAlsoElsewhere(): void
    {
        $this->meantFor($this->second, new AccessRule(domains: ['boutique.example']));
        $this->world->shop->domain = 'boutique.example';
        $first = $this->beginIn('fre');
        $this->twint->decline($first->twintUuid);
        $first = $this->payments()->settle($first, Initiator::cron());
        $this->world->shop->domain = 'shop.example';
        $again = $this->payments()->retry($first);
        self::assertSame([2, $this->second], [$again->attempt, $again->accessId]);
        $this->twint->decline($again->twintUuid);
        $last = $this->payments()->settle($again, Initiator::cron());
        $this->switchOff($this->second);
        foreach ([3, 4] as $attempt) {
            $last = $this->payments()->retry($last);
            self::assertSame([$attempt, AccessKey::NONE, 'no_access_data'], [
                $last->attempt,
                $last->accessId,
                $last->reason,
            ]);
        }
        $this->world->get(AccessDeletion::class)->delete($this->set($this->second));
        self::assertSame(1, $this->payments()->retry($last)->accessId);
    }

    public function testTheBuyersOfASetThatIsOffArePassedToNobodyUntilItIsDeleted(): void
    {
        $this->switchOff($this->second);
        $this->world->shop->language = 'fre';
        self::assertNull($this->world->get(AccessChoice::class)->forVisitor());
        $payment = $this->beginIn('fre');
        self::assertSame(['failed', 'no_access_data', AccessKey::NONE], [
            $payment->phase,
            $payment->reason,
            $payment->accessId,
        ]);
        self::assertSame(0, $this->twint->calls('StartOrder'));
        self::assertSame(1, $this->beginIn('ger')->accessId);
        $this->world->get(AccessDeletion::class)->delete($this->set($this->second));
        self::assertSame(1, $this->world->get(AccessChoice::class)->forVisitor()?->set);
    }

    public function testASetBehindOneThatIsOffIsSaidNeverToApplyAndTheOneThatIsOffIsNot(): void
    {
        $covered = fn(): array => array_map(
            static fn(AccessData $first): int => $first->id,
            $this->world->get(AccessChoice::class)->covered(),
        );
        $this->meantFor($this->second, new AccessRule());
        $this->switchOff(1);
        self::assertSame([$this->second => 1], $covered());
        $this->meantFor(1, new AccessRule());
        $this->switchOff($this->second);
        self::assertSame([], $covered());
    }

    // ── what began with a set goes on with it ──

    public function testAPaymentIsRefundedByItsSetAfterThatWasSwitchedOffAndItsRuleChanged(): void
    {
        $payment = $this->paid('fre');
        $this->meantFor($this->second, new AccessRule(['ita']));
        $this->switchOff($this->second);
        $outcome = $this->world->get(ManualOperations::class)->refund(
            $payment,
            new RefundRequest(RequestKey::random(), [], '42.00'),
            Initiator::admin('somebody'),
        );
        self::assertSame('refunded', $outcome->transaction->phase);
        self::assertSame('42.00', $this->twint->order($payment->twintUuid)['refunded']);
    }

    public function testTheSweepAsksAboutEachPaymentWithItsSet(): void
    {
        $payments = [$this->begin(), $this->beginIn('fre'), $this->beginIn('fre')];
        $this->switchOff($this->second);
        foreach ($payments as $payment) {
            $this->twint->approve($payment->pairingToken);
        }
        $this->sweep();
        foreach ($payments as $payment) {
            $this->assertPhase('captured', $payment);
        }
    }

    public function testASetThatTwintDoesNotAnswerKeepsNoOtherFromBeingAskedFor(): void
    {
        for ($n = 0; $n < 33; $n++) {
            $this->beginIn('fre');
        }
        $payment = $this->begin();
        $this->twint->approve($payment->pairingToken);
        $this->revoke($this->second);
        $this->sql(
            'UPDATE xplugin_jtl_twint_transaction SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 100 - id SECOND',
        );
        $before = $this->twint->calls('MonitorOrder');
        $report = $this->world->get(Sweep::class)->run();
        $this->assertPhase('captured', $payment);
        self::assertFalse($report->complete);
        self::assertSame([33, 32], [$report->asked, $report->unanswered], 'the last of the others would only wait');
    }

    public function testNewsOfASetWhoseCertificateIsRefusedRestAndThoseOfTheOthersAreWorkedOff(): void
    {
        $news = $this->shippedOfBothSets();
        $this->revoke($this->second);
        $report = $this->world->get(Sweep::class)->run();
        self::assertSame(['waiting', 'waiting', 'done', 'done'], $this->ofNews('state', $news));
        self::assertSame(['1', '0', '0', '0'], $this->ofNews('attempts', $news), 'one failure is enough for a set');
        self::assertSame([3, false], [$report->news, $report->complete]);
    }

    public function testWhileTwintIsAwayNewsOfEachSetAreTriedOnce(): void
    {
        $news = $this->shippedOfBothSets();
        // TWINT has been away for hours.
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET created_at = created_at - INTERVAL 4 HOUR');
        $this->twint->down();
        $this->world->get(Sweep::class)->run();
        self::assertSame(['1', '0', '1', '0'], $this->ofNews('attempts', $news));
        $this->twint->up();
        // A minute passes.
        $this->sql('UPDATE xplugin_jtl_twint_wawi SET due_at = due_at - INTERVAL 60 SECOND');
        $this->world->get(Sweep::class)->run();
        self::assertSame(['done', 'done', 'done', 'done'], $this->ofNews('state', $news));
    }

    public function testManyNewsOfASetThatIsNotReachedDoNotKeepThoseOfTheOthersFromBeingDue(): void
    {
        $news = $this->shippedOfBothSets(20, 1);
        $this->revoke($this->second);
        $this->world->get(Sweep::class)->run();
        self::assertSame('done', $this->ofNews('state', $news)[20]);
        self::assertSame('1', $this->ofNews('SUM(attempts)', $news)[0]);
    }

    public function testAPaymentThatExpiresIsCancelledWithItsSet(): void
    {
        $payment = $this->beginIn('fre');
        $this->passTime($payment);
        $this->sweep();
        self::assertSame('cancelled', $this->fresh($payment)->phase);
        self::assertSame('FAILURE', $this->twint->order($payment->twintUuid)['status']);
    }

    public function testAPaymentWhoseSetIsGoneStaysAsItIsAndSaysWhy(): void
    {
        $payment = $this->beginIn('fre');
        $this->sql("DELETE FROM xplugin_jtl_twint_access_data WHERE id = $this->second");
        $this->sql('DELETE FROM xplugin_jtl_twint_secret WHERE name LIKE \'%.testing.' . $this->second . '\'');
        $this->configure([]);
        $this->twint->approve($payment->pairingToken);
        $this->sweep();
        self::assertSame('pending', $this->fresh($payment)->phase);
        $this->expectExceptionMessage('have been deleted');
        $this->world->get(MerchantFactory::class)->for($payment);
    }

    public function testAnExpressOrderIsPaidWithTheSetOfItsCheckIn(): void
    {
        $this->world->shop->language = 'fre';
        $checkIns = $this->world->get(CheckIns::class);
        $checkIn = $checkIns->begin($this->world->shop->basket());
        self::assertSame($this->second, $checkIn->accessId);
        $this->world->shop->language = 'ger';
        $this->switchOff($this->second);
        $this->twint->checkIn('approve', $checkIn->pairingUuid, [
            'shippingMethodId' => 'post',
            'customer' => [
                'shipping_address' => 'Eulalia|Zumthor|Nussbaumweg 77|3999|Oberwald|CH',
                'email' => 'eulalia@zumthor.example',
                'phone_number' => '+41 79 888 77 66',
            ],
        ]);
        $this->sql('UPDATE xplugin_jtl_twint_check_in SET next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');
        $seen = $checkIns->look($this->world->get(CheckInRepository::class)->get($checkIn->id));
        $row = $this->world
            ->pdo
            ->query('SELECT access_id, twint_uuid FROM xplugin_jtl_twint_transaction')
            ->fetch(\PDO::FETCH_ASSOC);
        self::assertSame((string) $this->second, (string) ($row['access_id'] ?? ''), (string) $seen->reason);
        self::assertSame($this->twint->secondStoreUuid(), $this->twint->order($row['twint_uuid'])['store']);
    }

    public function testAPaymentIsTheFirstSetsWhileTheTablesAreOlderThanTheCode(): void
    {
        $row = $this->world
            ->pdo
            ->query('SELECT * FROM xplugin_jtl_twint_transaction WHERE id = ' . $this->beginIn('fre')->id)
            ->fetch(\PDO::FETCH_ASSOC);
        self::assertSame($this->second, Transaction::fromRow($row)->accessId);
        unset($row['access_id']);
        self::assertSame(AccessKey::FIRST, Transaction::fromRow($row)->accessId);
    }

    // ── what goes over all of them ──

    public function testTheReconciliationLaysTheBooksOfEachStoreSideBySide(): void
    {
        $this->paid('ger');
        $french = $this->paid('fre');
        $this->switchOff($this->second);
        self::assertEquals(['matched' => 2, 'alarms' => 0, 'unasked' => 0], $this->reconciled());
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET phase = 'failed' WHERE id = $french->id");
        self::assertEquals(['matched' => 1, 'alarms' => 1, 'unasked' => 0], $this->reconciled());
    }

    public function testAStoreThatCannotBeAskedIsSaidAndDoesNotHideTheOther(): void
    {
        $this->paid('ger');
        $this->revoke($this->second);
        self::assertEquals(['matched' => 1, 'alarms' => 0, 'unasked' => 1], $this->reconciled());
        self::assertStringContainsString('could not be asked', implode("\n", $this->world->log->lines));
        $report = $this->world->get(Sweep::class)->run(now: new \DateTimeImmutable('tomorrow 03:00'));
        self::assertSame([], $report->brokenOff);
        $this->revoke(1);
        $this->expectException(TwintException::class);
        $this->reconciled();
    }

    public function testWhatBecameOfTheMoneyComesBeforeWhatElseWentWrong(): void
    {
        $money = Notice::error('Pay it back.');
        self::assertSame($money, $money->besides(null));
        $both = Notice::success('Released.')->besides(Notice::error('TWINT is away.')->withDetail('timeout'));
        self::assertSame(['danger', 'Released. TWINT is away.', 'timeout'], [$both->kind, $both->text, $both->detail]);
    }

    public function testTheBooksOfOneSetHoldItsMoneyOnly(): void
    {
        $this->paid('ger');
        $this->paid('fre');
        $this->paid('fre');
        $from = new \DateTimeImmutable('yesterday');
        $movements = $this->world->get(Movements::class);
        $captured = static fn(?int $set): string => $movements->totals(
            $from,
            $from->modify('+3 days'),
            'testing',
            $set,
        )['captured'];
        self::assertSame(['126.00', '42.00', '84.00'], array_map($captured, [null, 1, $this->second]));
        $days = Days::between($from, $from->modify('+1 day'));
        self::assertCount(2, iterator_to_array($movements->of($days, 'testing', $this->second), false));
        foreach ([
            [null, 3],
            ['', 3],
            [(string) $this->second, 2],
            [(string) ($this->second + 1), 0],
            ['0', 0],
            ['2 OR 1', 0],
            [['2'], 0],
        ] as [$asked, $number]) {
            $found = iterator_to_array($movements->of($days, 'testing', ChosenSet::of($asked)), false);
            self::assertCount($number, $found, json_encode($asked));
        }
    }

    public function testTheFilesForTheBookkeeperNameTheSetOfEachMovementAndItsStore(): void
    {
        $this->paid('ger');
        $this->paid('fre');
        $this->rename($this->second, '=Boutique;"x"');
        $stores = [$this->twint->storeUuid(), $this->twint->secondStoreUuid()];
        foreach ([BookingsCsv::class, CsvExport::class] as $file) {
            $lines = $this->cells($file);
            self::assertSame(['Access data', 'System ID'], array_slice($lines[0], -2));
            self::assertEqualsCanonicalizing(
                [['Access data 1', $stores[0]], ["'=Boutique;\"x\"", $stores[1]]],
                array_map(static fn(array $line): array => array_slice($line, -2), array_slice($lines, 1)),
                $file,
            );
        }
        self::assertSame(['(Access data 1)', '(=Boutique;"x")'], $this->toldToBanana());
    }

    public function testTheOnlySetIsNotNamedInFilesAndOneThatIsDeletedIs(): void
    {
        $this->paid('ger');
        self::assertSame([['Access data 1']], $this->namedSets());
        $this->deleteSecond();
        self::assertSame([['']], $this->namedSets());
        self::assertSame([''], $this->toldToBanana());
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET access_id = $this->second");
        self::assertSame([["Access data $this->second"]], $this->namedSets());
        self::assertSame(["(Access data $this->second)"], $this->toldToBanana());
    }

    public function testTheSelfTestTriesEachSet(): void
    {
        $steps = $this->world->get(SelfTest::class)->run();
        self::assertSame(
            [
                '1 status',
                '1 start',
                '1 poll',
                '1 cancel',
                '2 status',
                '2 start',
                '2 poll',
                '2 cancel',
            ],
            array_map(
                static fn(SelfTestStep $step): string => ($step->set === 'Boutique' ? '2 ' : '1 ') . $step->name,
                $steps,
            ),
        );
        self::assertSame([], array_filter($steps, static fn(SelfTestStep $step): bool => $step->problem !== null));
    }

    // ── two admins, and the end of a set ──

    public function testOfTwoWhoSaveTheSameVersionOneIsRefused(): void
    {
        $set = $this->set($this->second);
        self::assertTrue($this->sets()->save($set->id, $set->version, 'A', true, $set->rule));
        self::assertFalse($this->sets()->save($set->id, $set->version, 'B', false, new AccessRule()));
        self::assertFalse($this->sets()->delete($set->id, $set->version));
        self::assertSame('A', $this->set($this->second)->name);
    }

    public function testASetStaysWhileAnythingNeedsIt(): void
    {
        $why = fn(): ?string => $this->world->get(AccessDeletion::class)->whyKept($this->set($this->second));
        self::assertSame('on', $why());
        $this->switchOff($this->second);
        self::assertSame('justOff', $why());
        $this->sql('UPDATE xplugin_jtl_twint_access_data SET switched_off_at = switched_off_at - INTERVAL 2 HOUR');
        $this->configure([]);
        self::assertNull($why());
        $this->sql("UPDATE xplugin_jtl_twint_access_data SET is_on = 1 WHERE id = $this->second");
        $this->configure([]);
        $payment = $this->beginIn('fre');
        $this->sql("UPDATE xplugin_jtl_twint_access_data SET is_on = 0 WHERE id = $this->second");
        $this->configure([]);
        self::assertSame('unsettled', $why());
        $this->twint->approve($payment->pairingToken);
        $this->sweep();
        self::assertSame('refundable', $why());
    }

    public function testADeletedSetTakesItsSecretsAlong(): void
    {
        $this->switchOff($this->second);
        self::assertTrue($this->world->get(AccessDeletion::class)->delete($this->set($this->second)));
        self::assertNull($this->sets()->find($this->second));
        self::assertSame(
            ['credentials.testing'],
            $this->world->pdo->query('SELECT name FROM xplugin_jtl_twint_secret')->fetchAll(\PDO::FETCH_COLUMN),
        );
    }

    public function testTheOnlySetCannotBeDeleted(): void
    {
        $this->switchOff($this->second);
        $this->world->get(AccessDeletion::class)->delete($this->set($this->second));
        self::assertSame('last', $this->world->get(AccessDeletion::class)->whyKept($this->set(1)));
    }

    public function testANewKeyOfTheShopMakesEachSetUnreadableAndNoneAnothers(): void
    {
        $names = $this->world
            ->pdo
            ->query('SELECT name, value FROM xplugin_jtl_twint_secret')
            ->fetchAll(\PDO::FETCH_KEY_PAIR);
        self::assertCount(2, $names);
        // One set's secret in another one's place opens nothing.
        $this->world
            ->pdo
            ->prepare('UPDATE xplugin_jtl_twint_secret SET value = ? WHERE name = ?')
            ->execute([$names['credentials.testing'], 'credentials.testing.' . $this->second]);
        $this->configure([]);
        self::assertNull($this->world->get(SecretStore::class)->credentials($this->keyOf($this->second)));
        self::assertNotNull($this->world->get(SecretStore::class)->credentials($this->keyOf(1)));
    }

    // ── what the tests look at ──

    private function sets(): AccessRepository
    {
        return $this->world->get(AccessRepository::class);
    }

    private function set(int $id): AccessData
    {
        return $this->sets()->find($id) ?? throw new \LogicException();
    }

    private function keyOf(int $set): AccessKey
    {
        return new AccessKey($set, 'testing');
    }

    private function secondCredentials(): Credentials
    {
        return new Credentials(
            $this->twint->secondStoreUuid(),
            $this->twint->certificate('secondStore'),
            $this->twint->passphrase(),
        );
    }

    private function revoke(int $set): void
    {
        $this->world->get(SecretStore::class)->save(
            $this->keyOf($set),
            new Credentials(
                $set === 1 ? $this->twint->storeUuid() : $this->twint->secondStoreUuid(),
                $this->twint->certificate('revoked'),
                $this->twint->passphrase(),
            ),
        );
    }

    private function meantFor(int $id, AccessRule $rule): void
    {
        $set = $this->set($id);
        self::assertTrue($this->sets()->save($id, $set->version, $set->name, true, $rule));
    }

    private function switchOff(int $id): void
    {
        $set = $this->set($id);
        self::assertTrue($this->sets()->save($id, $set->version, $set->name, false, $set->rule));
    }

    private function beginIn(string $language): Transaction
    {
        return $this->payments()->begin($this->world->shop->newOrder(), $language);
    }

    private function paid(string $language): Transaction
    {
        $payment = $this->beginIn($language);
        $this->twint->approve($payment->pairingToken);

        return $this->payments()->settle($payment, Initiator::buyer());
    }

    private function rename(int $id, string $name): void
    {
        $set = $this->set($id);
        self::assertTrue($this->sets()->save($id, $set->version, $name, $set->isOn, $set->rule));
    }

    private function deleteSecond(): void
    {
        $this->switchOff($this->second);
        self::assertTrue($this->world->get(AccessDeletion::class)->delete($this->set($this->second)));
    }

    /**
     * @param class-string<BookingsCsv|CsvExport> $file
     * @return list<list<string>>
     */
    private function cells(string $file): array
    {
        $lines = $file === BookingsCsv::class
            ? $this->world->get(BookingsCsv::class)->lines($this->days())
            : $this->world->get(CsvExport::class)->lines(Criteria::of([]));

        return array_map(
            static fn(string $line): array => str_getcsv(trim($line, "\u{FEFF}\r\n"), ';', '"', ''),
            iterator_to_array($lines, false),
        );
    }

    /** @return list<list<string>> of each movement */
    private function namedSets(): array
    {
        return array_map(
            static fn(array $line): array => array_slice($line, -2, 1),
            array_slice($this->cells(BookingsCsv::class), 1),
        );
    }

    /** @return list<string> what stands behind the order's number in each entry */
    private function toldToBanana(): array
    {
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET environment = 'production'");
        $lines = iterator_to_array(
            $this->world->get(BananaFile::class)->lines($this->days(), Accounts::of(null, null, null)),
            false,
        );
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET environment = 'testing'");

        return array_map(
            static fn(string $line): string => (string) preg_replace(
                '/^Capture TWINT \S+ ?/',
                '',
                explode("\t", $line)[3],
            ),
            array_slice($lines, 1),
        );
    }

    private function days(): Days
    {
        $today = new \DateTimeImmutable();

        return Days::between($today->modify('-1 day'), $today->modify('+1 day'));
    }

    private function assertPhase(string $phase, Transaction $payment): void
    {
        self::assertSame($phase, $this->fresh($payment)->phase);
    }

    /**
     * Reserved and shipped, those of the second set first.
     *
     * @return string the numbers of the news, by commas
     */
    private function shippedOfBothSets(int $ofSecond = 2, int $ofFirst = 2): string
    {
        $this->configure(['capture' => 'deferred']);
        $news = [];
        foreach ([...array_fill(0, $ofSecond, 'fre'), ...array_fill(0, $ofFirst, 'ger')] as $language) {
            $this->world->get(Queue::class)->note($this->paid($language)->orderId, News::Shipped);
            $news[] = $this->world->pdo->query('SELECT MAX(id) FROM xplugin_jtl_twint_wawi')->fetchColumn();
        }

        return implode(',', $news);
    }

    /** @return list<string> */
    private function ofNews(string $column, string $numbers): array
    {
        $rows = $this->world->pdo->query(
            "SELECT $column FROM xplugin_jtl_twint_wawi WHERE id IN ($numbers) ORDER BY id",
        );

        return array_map(strval(...), $rows->fetchAll(\PDO::FETCH_COLUMN));
    }

    /** @return array<string, mixed> */
    private function reconciled(): array
    {
        // What is younger than ten minutes is not compared.
        $this->world->get(Reconciliation::class)->run(
            new \DateTimeImmutable('yesterday'),
            new \DateTimeImmutable('tomorrow +1 day'),
            new \DateTimeImmutable('+11 minutes'),
        );

        return array_intersect_key((array) $this->world->get(Reconciliation::class)->latest(), [
            'matched' => 0,
            'alarms' => 0,
            'unasked' => 0,
        ]);
    }
}
