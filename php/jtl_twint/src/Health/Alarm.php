<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** Something that the merchant has to hear of without looking for it: in the bell of the backend, or by mail as well. */
final class Alarm
{
    public const DAILY = 86_400;
    public const ONCE = 400 * 86_400;

    /**
     * @param string $kind of one kind one mail is sent in the time given
     * @param int|null $mailEverySeconds null: the bell is enough
     */
    public function __construct(
        public readonly string $kind,
        public readonly AlarmLevel $level,
        public readonly Sentence $says,
        public readonly ?int $mailEverySeconds = null,
    ) {
    }
}
