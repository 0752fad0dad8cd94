<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Widget;

/** A line of the widget, named in the catalogues ("twint.widget.<name>"). */
final class Line
{
    /** @param bool $alarming somebody should look at it */
    public function __construct(
        public readonly string $name,
        public readonly string $value,
        public readonly string $url,
        public readonly bool $alarming = false,
    ) {
    }
}
