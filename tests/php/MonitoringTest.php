<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;

/** What docs/operations.md asks of the database: 0 while all is well, more when something is wrong. In a database of its own. */
final class MonitoringTest extends TestCase
{
    private const DOCUMENT = __DIR__ . '/../../docs/operations.md';
    private const TRANSACTION = "INSERT INTO xplugin_jtl_twint_transaction SET order_id = 1, order_number = 'A', attempt = 1, phase = '%s',
        reference = '%1\$s', token = '%1\$s', capture_mode = 'deferred', environment = 'production', store_uuid = '', amount = 1, duties = '%s',
        guarantee_until = UTC_TIMESTAMP(), created_at = %s, updated_at = %3\$s, expires_at = %3\$s, next_poll_at = %3\$s";

    private \PDO $pdo;

    protected function setUp(): void
    {
        $this->pdo = Servers::database();
        $this->pdo->exec('DROP DATABASE IF EXISTS monitoring');
        $this->pdo->exec('CREATE DATABASE monitoring');
        $this->pdo->exec('USE monitoring');
        World::migrate($this->pdo);
    }

    protected function tearDown(): void
    {
        $this->pdo->exec('DROP DATABASE monitoring');
    }

    public function testAHealthyShopAnswersZero(): void
    {
        $this->fact('sweep', [], 'UTC_TIMESTAMP()');
        $this->fact(
            'certificate.production',
            ['validTo' => gmdate('Y-m-d\TH:i:s\Z', time() + (100 * 86_400))],
            'UTC_TIMESTAMP()',
        );
        $this->fact('reconciliation', ['alarms' => 0], 'UTC_TIMESTAMP()');
        $this->payment('pending', '', 'UTC_TIMESTAMP()');
        self::assertSame(array_fill_keys(array_keys($this->answers()), 0), $this->answers());
    }

    public function testEachTroubleIsSeen(): void
    {
        $old = 'UTC_TIMESTAMP() - INTERVAL 2 HOUR';
        $this->fact('sweep', [], $old);
        $this->fact('certificate.production', ['validTo' => gmdate('Y-m-d\TH:i:s\Z', time() + (3 * 86_400))], $old);
        $this->fact('reconciliation', ['alarms' => 3], $old);
        $this->payment('uncertain', 'send_mail', $old);
        $this->payment('authorised', '', $old);
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_operation SET transaction_id = 1, kind = 'refund', state = 'unknown', actor = 'admin', created_at = $old",
        );
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_wawi SET order_id = 1, news = 'shipped', state = 'attention', wish_key = 'a', due_at = $old, created_at = $old",
        );
        $this->pdo->exec(
            "INSERT INTO xplugin_jtl_twint_failing SET task = 'settle', item = 1, times = 3, error = '', failed_at = $old, paused_until = $old",
        );
        self::assertSame([], array_keys($this->answers(), 0, true));
    }

    /** @param array<string, mixed> $value */
    private function fact(string $name, array $value, string $at): void
    {
        $this->pdo
            ->prepare("INSERT INTO xplugin_jtl_twint_fact VALUES (?, ?, $at)")
            ->execute([$name, json_encode($value, JSON_THROW_ON_ERROR)]);
    }

    private function payment(string $phase, string $duties, string $at): void
    {
        $this->pdo->exec(sprintf(self::TRANSACTION, $phase, $duties, $at));
    }

    /** @return array<string, int> by what each question says it finds */
    private function answers(): array
    {
        preg_match('/^```sql\n(.+?)^```$/ms', (string) file_get_contents(self::DOCUMENT), $block);
        preg_match_all('/^-- (.+)\n([^;]+;)/m', $block[1], $questions, PREG_SET_ORDER);
        self::assertCount(9, $questions);
        $answers = [];
        foreach ($questions as [, $what, $sql]) {
            $answers[$what] = (int) $this->pdo->query($sql)->fetchColumn();
        }

        return $answers;
    }
}
