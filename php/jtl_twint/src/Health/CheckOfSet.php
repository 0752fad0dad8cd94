<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** A check of one set of access data of several. */
final class CheckOfSet implements Check
{
    /** @param string $label of the set */
    public function __construct(
        private readonly Check $check,
        private readonly string $label,
    ) {
    }

    public function name(): string
    {
        return $this->check->name();
    }

    public function finding(): Finding
    {
        return $this->check->finding()->of($this->label);
    }
}
