<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\Database;
use Psr\Log\LoggerInterface;

/**
 * What the sweep's tasks could not do: payments and orders over which a task broke off. Each is left alone for a while, the
 * longer the more often it failed, so that it neither costs the others their time nor fills the log. What TWINT does not tell of
 * is left alone in the same way, and never failed.
 */
final class FailingItems
{
    public const TABLE = 'xplugin_jtl_twint_failing';

    /** From this failure on it is left alone for a while, and shown: Twint\task_failure_pause(). */
    public const KEEPS_FAILING = 3;

    /** Met by no sweep for so long, it was done another way. */
    private const FORGET_AFTER_HOURS = 24;

    private const MOST = 500;

    /** @var array<string, array<int, true>> what failed before, by task */
    private array $known = [];

    public function __construct(
        private readonly Database $database,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** @return list<int> what the task is to leave alone now */
    public function paused(string $task): array
    {
        $this->known[$task] = [];
        $paused = [];
        try {
            $rows = $this->database->rows('SELECT item, paused_until > UTC_TIMESTAMP(3) AS paused FROM '
            . self::TABLE
            . ' WHERE task = :task ORDER BY failed_at DESC LIMIT '
            . self::MOST, ['task' => $task]);
        } catch (\Throwable $exception) {
            // An older schema, until the merchant clicks "Update". The payments matter more.
            $this->logger->warning('TWINT sweep: {error}', ['error' => $exception->getMessage()]);

            return [];
        }
        foreach ($rows as $row) {
            $this->known[$task][(int) $row['item']] = true;
            if ((bool) (int) $row['paused']) {
                $paused[] = (int) $row['item'];
            }
        }

        return $paused;
    }

    /**
     * Runs the work on one item. What breaks it off is logged and counted, and stops nobody else.
     *
     * @param int $item id of the payment, or of the order where there is no payment
     * @param callable(): void $work
     * @throws \Throwable what broke it off, where not even that could be written down: nothing else will work either
     */
    public function guard(string $task, int $item, callable $work): void
    {
        try {
            $work();
        } catch (\Throwable $exception) {
            $this->logger->error('TWINT sweep: {task} broke off at {item}: {error}', [
                'task' => $task,
                'item' => $item,
                'error' => $exception->getMessage(),
            ]);
            try {
                $this->note($task, $item, $exception);
            } catch (\Throwable) {
                throw $exception;
            }

            return;
        }
        if (isset($this->known[$task][$item])) {
            $this->forget($task, $item);
        }
    }

    /** Leaves the item alone for so long, though nothing broke off; also from within its guard. */
    public function rest(string $task, int $item, int $seconds): void
    {
        unset($this->known[$task][$item]);
        try {
            $this->database->execute(
                'REPLACE INTO '
                . self::TABLE
                . ' (task, item, times, error, failed_at, paused_until)
                    VALUES (:task, :item, 0, \'\', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND)',
                ['task' => $task, 'item' => $item, 'seconds' => $seconds],
            );
        } catch (\Throwable $exception) {
            // As in paused(): without a rest it is tried again by the next sweep.
            $this->logger->warning('TWINT sweep: {error}', ['error' => $exception->getMessage()]);
        }
    }

    /** Tries it again with the next sweep, as if it had never failed. */
    public function forget(string $task, int $item): void
    {
        unset($this->known[$task][$item]);
        $this->database->execute('DELETE FROM ' . self::TABLE . ' WHERE task = :task AND item = :item', [
            'task' => $task,
            'item' => $item,
        ]);
    }

    /** Drops what no sweep met any more. */
    public function tidy(): void
    {
        $this->database->execute('DELETE FROM '
        . self::TABLE
        . ' WHERE failed_at < UTC_TIMESTAMP(3) - INTERVAL :hours HOUR', [
            'hours' => self::FORGET_AFTER_HOURS,
        ]);
    }

    /** How many keep failing. */
    public function number(): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM ' . self::TABLE . ' WHERE times >= :times', [
            'times' => self::KEEPS_FAILING,
        ]);

        return (int) ($row['number'] ?? 0);
    }

    /** @return list<FailingItem> those that keep failing, the latest first */
    public function all(int $limit): array
    {
        return array_map(FailingItem::fromRow(...), $this->database->rows(
            'SELECT *,
                GREATEST(0, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(3), paused_until)) AS seconds_left FROM '
            . self::TABLE
            . ' WHERE times >= :times ORDER BY failed_at DESC LIMIT '
            . $limit,
            ['times' => self::KEEPS_FAILING],
        ));
    }

    private function note(string $task, int $item, \Throwable $exception): void
    {
        $this->known[$task][$item] = true;
        $error = mb_substr($exception->getMessage(), 0, 500);
        $this->database->execute(
            'INSERT INTO '
            . self::TABLE
            . ' (task, item, times, error, failed_at, paused_until)
                VALUES (:task, :item, 1, :error, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE times = times + 1, error = :same_error, failed_at = UTC_TIMESTAMP(3)',
            ['task' => $task, 'item' => $item, 'error' => $error, 'same_error' => $error],
        );
        $row = $this->database->row('SELECT times FROM ' . self::TABLE . ' WHERE task = :task AND item = :item', [
            'task' => $task,
            'item' => $item,
        ]);
        $this->database->execute('UPDATE '
        . self::TABLE
        . ' SET paused_until = failed_at + INTERVAL :seconds SECOND WHERE task = :task AND item = :item', [
            'seconds' => \Twint\task_failure_pause((int) ($row['times'] ?? 0)),
            'task' => $task,
            'item' => $item,
        ]);
    }
}
