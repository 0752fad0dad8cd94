<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What goes wrong during a request; its text names it in the history. */
interface Misfortune extends \Stringable
{
    /** For the table of what was hit. */
    public function kind(): string;
}
