<?php

/** Writes the buyers' texts into info.xml, so that a merchant can edit them in the shop: php tests/php/write-texts.php */

declare(strict_types=1);

require __DIR__ . '/autoload.php';

file_put_contents(Twint\Tests\InfoTexts::path(), Twint\Tests\InfoTexts::written());
