<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\Information\SelfTest;
use Plugin\jtl_twint\src\Admin\Information\SelfTestStep;
use Plugin\jtl_twint\src\Admin\Information\SupportExport;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Settings\SettingStore;

final class SupportTest extends TestCase
{
    private Twint $twint;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
    }

    /** @return array<string, string> the files of the ZIP */
    private static function unpack(?string $bytes): array
    {
        self::assertIsString($bytes);
        $path = (string) tempnam(sys_get_temp_dir(), 'zip');
        file_put_contents($path, $bytes);
        $zip = new \ZipArchive();
        self::assertTrue($zip->open($path));
        $files = [];
        for ($index = 0; $index < $zip->numFiles; $index++) {
            $files[(string) $zip->getNameIndex($index)] = (string) $zip->getFromIndex($index);
        }
        $zip->close();
        unlink($path);

        return $files;
    }

    public function testTheZipTellsTheStoryOfAnOrderAndNoSecret(): void
    {
        $world = World::fresh($this->twint);
        $world->pdo->exec('CREATE TABLE IF NOT EXISTS tplugineinstellungen (kPlugin INT UNSIGNED NOT NULL, cName VARCHAR(255) NOT NULL,
            cWert MEDIUMTEXT NULL, KEY kPlugin (kPlugin)) ENGINE=InnoDB');
        $transaction = $world->get(PaymentService::class)->begin($world->shop->newOrder(), 'ger');
        $row = $world
            ->pdo
            ->query('SELECT token, pairing_token, qr_code FROM xplugin_jtl_twint_transaction')
            ->fetch(\PDO::FETCH_ASSOC);
        $export = new SupportExport(
            $world->get(Database::class),
            new SettingStore($world->get(Database::class), 7),
            $world->get(AccessRepository::class),
        );
        self::assertTrue($export->knowsOrder($transaction->orderNumber));
        self::assertFalse($export->knowsOrder('no such order'));

        $files = self::unpack($export->zip('what the page says', $transaction->orderNumber));
        self::assertSame(['report.txt', 'settings.json', 'access.json', 'order.json'], array_keys($files));
        self::assertSame('what the page says', $files['report.txt']);
        self::assertSame('immediate', json_decode($files['settings.json'], true)['capture']);
        $story = json_decode($files['order.json'], true);
        self::assertSame($transaction->reference, $story[0]['reference']);
        self::assertSame('start', $story[0]['operations'][0]['kind']);
        self::assertSame('started', $story[0]['events'][0]['event']);

        $all = implode("\n", $files);
        $secrets = [
            ...array_values($row),
            $this->twint->passphrase(),
            base64_encode($this->twint->certificate()),
            'PRIVATE KEY',
        ];
        foreach ($secrets as $secret) {
            self::assertNotEmpty($secret);
            self::assertStringNotContainsString((string) $secret, $all);
            self::assertStringNotContainsString(trim((string) json_encode($secret), '"'), $all);
        }
        self::assertArrayNotHasKey('order.json', self::unpack($export->zip('', '')));
    }

    public function testAColumnThatNobodyNamedStaysInTheHouse(): void
    {
        $world = World::fresh($this->twint);
        $world->pdo->exec('CREATE TABLE IF NOT EXISTS tplugineinstellungen (kPlugin INT UNSIGNED NOT NULL, cName VARCHAR(255) NOT NULL,
            cWert MEDIUMTEXT NULL, KEY kPlugin (kPlugin)) ENGINE=InnoDB');
        $transaction = $world->get(PaymentService::class)->begin($world->shop->newOrder(), 'ger');
        foreach (['transaction', 'operation', 'event'] as $table) {
            $world->pdo->exec(
                "ALTER TABLE xplugin_jtl_twint_$table ADD COLUMN IF NOT EXISTS new_column VARCHAR(20) DEFAULT 'whatever comes'",
            );
        }
        try {
            $export = new SupportExport(
                $world->get(Database::class),
                new SettingStore($world->get(Database::class), 7),
                $world->get(AccessRepository::class),
            );
            $all = implode('', self::unpack($export->zip('', $transaction->orderNumber)));
            self::assertStringNotContainsString('whatever comes', $all);
        } finally {
            foreach (['transaction', 'operation', 'event'] as $table) {
                $world->pdo->exec("ALTER TABLE xplugin_jtl_twint_$table DROP COLUMN new_column");
            }
        }
    }

    /** @return list<string> */
    private static function names(array $steps): array
    {
        return array_map(static fn(SelfTestStep $step): string => $step->name, $steps);
    }

    /** @return list<string> how TWINT holds what the self-test started */
    private function started(World $world): array
    {
        $reference = $world->get(FactStore::class)->get(Fact::SelfTest)['reference'] ?? '';

        return array_column($this->twint->orders($reference), 'status');
    }

    public function testTheSelfTestLeavesACancelledOrderAndNoMoney(): void
    {
        $world = World::fresh($this->twint);
        $steps = $world->get(SelfTest::class)->run();
        self::assertSame(['status', 'start', 'poll', 'cancel'], self::names($steps));
        foreach ($steps as $step) {
            self::assertNull($step->problem, $step->name);
        }
        self::assertSame('0.00', $this->twint->captured());
        self::assertSame(['FAILURE'], $this->started($world));
    }

    public function testTheSelfTestDoesNothingInALiveShop(): void
    {
        self::assertSame([], World::fresh($this->twint, ['environment' => 'production'])->get(SelfTest::class)->run());
        self::assertSame(0, $this->twint->calls('StartOrder'));
    }

    public function testTheSelfTestCancelsWhatItStartedAlsoWhenTwintStumblesInBetween(): void
    {
        $this->twint->fail('resetBeforeRead', 'MonitorOrder', ['first' => 2]);
        $world = World::fresh($this->twint);
        $steps = $world->get(SelfTest::class)->run();
        self::assertSame(['status', 'start', 'poll', 'cancel'], self::names($steps));
        self::assertNotNull($steps[2]->problem);
        self::assertNull($steps[3]->problem);
        self::assertSame(['FAILURE'], $this->started($world));
    }

    public function testTheSelfTestSaysWhatIsWrongWhenTwintIsAway(): void
    {
        $world = World::fresh($this->twint);
        $this->twint->down();
        $steps = $world->get(SelfTest::class)->run();
        self::assertSame(['status'], self::names($steps));
        self::assertNotEmpty($steps[0]->problem);
    }
}
