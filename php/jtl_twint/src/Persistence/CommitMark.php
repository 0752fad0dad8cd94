<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * The row that says whether a transaction took effect whose COMMIT got no answer. Each run of it begins with the same unique
 * word: either the row is there, written by an earlier run, or that run can never be committed any more. So the server
 * decides, also where a lost COMMIT is still under way, and across the nodes of a cluster.
 *
 * @template T
 */
final class CommitMark
{
    private const TABLE = 'xplugin_jtl_twint_commit_mark';
    private const BYTES = 16;
    /** Longer than any request lasts. */
    private const KEPT_HOURS = 24;
    private const CLEARED_AT_ONCE = 10_000;

    private readonly string $word;
    private int $run = 0;
    /** @var array<int, T> by the run that brought it */
    private array $results = [];

    public function __construct(
        private readonly Statements $database,
    ) {
        $this->word = bin2hex(random_bytes(self::BYTES));
    }

    /** @return bool false: an earlier run took effect, and result() is what it brought */
    public function set(): bool
    {
        $this->run++;
        try {
            $this->database->execute('INSERT INTO '
            . self::TABLE
            . ' (word, run, at) VALUES (:word, :run, UTC_TIMESTAMP(3))', ['word' => $this->word, 'run' => $this->run]);
        } catch (DatabaseException $exception) {
            if (!$exception->isDuplicateKey()) {
                throw $exception;
            }

            return false;
        }

        return true;
    }

    /** Whether all that this run has written so far is still there to be committed. */
    public function stands(): bool
    {
        return $this->database->row('SELECT run FROM ' . self::TABLE . ' WHERE word = :word AND run = :run', [
            'word' => $this->word,
            'run' => $this->run,
        ]) !== null;
    }

    /** @param T $result of this run, which is about to be committed */
    public function keep(mixed $result): void
    {
        $this->results[$this->run] = $result;
    }

    /** @return T of the run that took effect */
    public function result(): mixed
    {
        $row = $this->database->row('SELECT run FROM ' . self::TABLE . ' WHERE word = :word', ['word' => $this->word]);

        return $this->results[(int) ($row['run'] ?? 0)];
    }

    /** Erases those that nobody looks for any more. */
    public static function clear(Statements $database): void
    {
        $database->execute('DELETE FROM '
        . self::TABLE
        . ' WHERE at < UTC_TIMESTAMP(3) - INTERVAL :hours HOUR LIMIT '
        . self::CLEARED_AT_ONCE, ['hours' => self::KEPT_HOURS]);
    }
}
