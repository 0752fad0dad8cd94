<?php

declare(strict_types=1);

namespace Twint\Bench\Growth;

use Twint\Tests\Servers;

/** The migration of the tables of an older plugin, while the shop goes on reading and writing them. */
final class OnlineMigration
{
    /** What migrations after the first have added. */
    private const ADDED = ['word' => 'transaction_id', 'check_in' => 'abandoned'];
    private const PAUSE_MICROSECONDS = 2000;

    private readonly \PDO $pdo;
    private int $written = 0;

    public function __construct(
        private readonly string $schema,
    ) {
        $this->pdo = Servers::database();
        $this->pdo->exec('USE ' . $schema);
    }

    public function print(): void
    {
        foreach ([0, 3] as $seconds) {
            foreach (self::ADDED as $table => $index) {
                $this->pdo->exec("ALTER TABLE xplugin_jtl_twint_$table DROP INDEX IF EXISTS $index");
            }
            $this->one($seconds);
        }
    }

    /** @param int $seconds for which a transaction of somebody is at the tables when it begins */
    private function one(int $seconds): void
    {
        $other = Servers::database();
        $other->exec('USE ' . $this->schema);
        if ($seconds > 0) {
            $other->beginTransaction();
            $other->query('SELECT COUNT(*) FROM (SELECT 1 FROM xplugin_jtl_twint_word LIMIT 1) seen')->fetch();
        }
        $this->written = 0;
        $waits = [];
        $longest = null;
        $began = hrtime(true);
        $migration = Heads::start('migrate', $this->schema);
        do {
            foreach ($this->statements() as $sql) {
                $sent = hrtime(true);
                $this->pdo->query($sql);
                $waits[] = $took = (hrtime(true) - $sent) / 1e6;
                if ($took > ($longest['took'] ?? 0)) {
                    $longest = ['took' => $took, 'sql' => substr($sql, 0, 48), 'at' => ($sent - $began) / 1e9];
                }
            }
            if ($other->inTransaction() && (hrtime(true) - $began) > ($seconds * 1_000_000_000)) {
                $other->commit();
            }
            usleep(self::PAUSE_MICROSECONDS);
        } while (proc_get_status($migration[0])['running']);
        $told = Heads::end($migration);
        sort($waits);
        printf(
            "migrated in %.1f s%s; beside it %s statements of a shop: p50 %.2f ms, p99 %.1f ms, the longest %.0f ms (after %.1f s: %s)\n",
            $told['seconds'],
            $seconds === 0 ? '' : " (a transaction of $seconds s was at the table)",
            number_format(count($waits)),
            $waits[intdiv(count($waits), 2)],
            $waits[(int) floor(0.99 * count($waits))],
            $waits[count($waits) - 1],
            $longest['at'] ?? 0,
            $longest['sql'] ?? '',
        );
    }

    /** @return list<string> what a payment writes and a page reads */
    private function statements(): array
    {
        $n = ++$this->written;
        $id = random_int(1, 1000);

        return [
            "UPDATE xplugin_jtl_twint_transaction SET version = version + 1 WHERE id = $id",
            "INSERT INTO xplugin_jtl_twint_event (transaction_id, at, actor, event, from_phase, to_phase) VALUES ($id, UTC_TIMESTAMP(3), 'cron', 'bench', 'captured', 'captured')",
            "REPLACE INTO xplugin_jtl_twint_word (word, transaction_id) VALUES (UNHEX(MD5('$n')), $id)",
            "INSERT INTO xplugin_jtl_twint_check_in (token, phase, environment, store_uuid, net, shipping, language, created_at, updated_at, next_poll_at)
                VALUES (LPAD('"
                . bin2hex(random_bytes(12))
                . "', 43, 'b'), 'over', 'testing', '', 1, '[]', 'ger', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
            "SELECT * FROM xplugin_jtl_twint_word WHERE word = UNHEX(MD5('1')) LIMIT 25",
        ];
    }
}
