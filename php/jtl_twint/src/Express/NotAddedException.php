<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** The shop would not put the article into a basket like this; the article's page says why. */
final class NotAddedException extends \RuntimeException
{
    public function __construct(
        public readonly string $page,
    ) {
        parent::__construct('The shop does not put the article into the basket.');
    }
}
