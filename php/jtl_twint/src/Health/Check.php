<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/** A point of the checklist. It is made of facts and asks nobody. */
interface Check
{
    /** Names it in the catalogues: "twint.check.<name>". */
    public function name(): string;

    public function finding(): Finding;
}
