<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** The sweep runs: without it nobody ends the payments that buyers walk away from. */
final class CronCheck implements Check
{
    public const LATE_SECONDS = 900;

    /** @param int|null $age of the last run, in seconds; null: it never ran */
    public function __construct(
        private readonly ?int $age,
        private readonly bool $complete,
        private readonly bool $trouble,
        private readonly string $link,
    ) {
    }

    public function name(): string
    {
        return 'cron';
    }

    public function finding(): Finding
    {
        if ($this->age === null) {
            return Finding::todo(
                new Sentence('twint.check.cron.never'),
                new Sentence('twint.check.cron.step'),
                $this->link,
            );
        }
        $ago = Sentence::ago($this->age)->text();
        if ($this->age > self::LATE_SECONDS) {
            return Finding::todo(
                new Sentence('twint.check.cron.late', $ago),
                new Sentence('twint.check.cron.step'),
                $this->link,
            );
        }
        if ($this->trouble) {
            return Finding::warning(
                new Sentence('twint.check.cron.trouble', $ago),
                new Sentence('twint.check.cron.log'),
                'systemlog',
            );
        }

        return Finding::ok(new Sentence($this->complete ? 'twint.check.cron.ok' : 'twint.check.cron.busy', $ago));
    }
}
