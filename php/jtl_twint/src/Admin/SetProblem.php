<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** Why a set of access data was not saved, at the field that is not right. */
final class SetProblem
{
    public const NEW_NAME = 'newName';
    public const NAME = 'name';
    public const DOMAINS = 'domains';

    public function __construct(
        /** One of the constants. */
        public readonly string $field,
        public readonly string $text,
        /** What the field had. */
        public readonly string $typed,
    ) {
    }
}
