<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Settings\ConnectionTrouble;

/** TWINT answered this merchant, as far as it was asked: by the click on "check now", by cron or at a checkout. */
final class ConnectionCheck implements Check
{
    private const OLD_SECONDS = 86_400;

    /** @param int|null $age of the answer, in seconds; null: never asked */
    public function __construct(
        private readonly ?int $age,
        private readonly bool $good,
        private readonly ?ConnectionTrouble $trouble,
    ) {
    }

    public function name(): string
    {
        return 'connection';
    }

    public function finding(): Finding
    {
        if ($this->age === null) {
            return Finding::unknown(
                new Sentence('twint.check.connection.never'),
                new Sentence('twint.check.connection.step'),
            );
        }
        $ago = Sentence::ago($this->age);
        if (!$this->good) {
            return $this->trouble === null
                ? Finding::warning(
                    new Sentence('twint.check.connection.closed', $ago),
                    new Sentence('twint.check.connection.again'),
                )
                : Finding::todo(
                    new Sentence(
                        'twint.check.connection.bad',
                        $ago,
                        new Sentence('twint.tx.reason.' . $this->trouble->word),
                    ),
                    new Sentence('twint.check.connection.firewall'),
                    null,
                    new Copy(new Sentence($this->trouble->detail), new Sentence('twint.forSupport')),
                );
        }
        if ($this->age > self::OLD_SECONDS) {
            return Finding::unknown(
                new Sentence('twint.check.connection.ok', $ago),
                new Sentence('twint.check.connection.step'),
            );
        }

        return Finding::ok(new Sentence('twint.check.connection.ok', $ago));
    }
}
