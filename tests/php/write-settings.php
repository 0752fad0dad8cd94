<?php

/** Writes the table of settings into both manuals, as the plugin has them now: php tests/php/write-settings.php */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

foreach (Twint\Tests\Manual::LOCALES as $locale) {
    $manual = new Twint\Tests\Manual($locale);
    file_put_contents($manual->path(), $manual->withSettings());
}
