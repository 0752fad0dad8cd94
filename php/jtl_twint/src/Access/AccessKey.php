<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Access;

/** One set of access data in one environment: what a certificate and all that is known of it are kept under. */
final class AccessKey
{
    /** What was stored before there could be several. */
    public const FIRST = 1;
    /** No set applied. */
    public const NONE = 0;

    /** @param int $set id of AccessData */
    public function __construct(
        public readonly int $set,
        public readonly string $environment,
    ) {
    }

    /** The name under which something of it is stored. The first set's are those from before there were others. */
    public function name(string $what): string
    {
        return "$what." . $this->key();
    }

    /** What those names end with. */
    public function key(): string
    {
        return $this->environment . $this->suffix('.');
    }

    /** What names of the first set are without, and those of the others end with. */
    private function suffix(string $separator): string
    {
        return $this->set === self::FIRST ? '' : $separator . $this->set;
    }

    /** For the ids of a page. */
    public function place(): string
    {
        return $this->environment . $this->suffix('-');
    }
}
