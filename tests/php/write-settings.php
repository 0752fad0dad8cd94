<?php

/** Writes the table of settings into every manual, as the plugin has them now: php tests/php/write-settings.php */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

foreach (Twint\Tests\Manual::locales() as $locale) {
    $manual = new Twint\Tests\Manual($locale);
    file_put_contents($manual->path(), $manual->withSettings());
}
