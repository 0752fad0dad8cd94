<?php

declare(strict_types=1);

// The extension, as a shop's request would use it.

use Twint\Environment;
use Twint\Merchant;

return static function (array $target): string {
    $merchant = new Merchant(
        $target['storeUuid'],
        file_get_contents($target['pkcs12']),
        $target['passphrase'],
        $target['cashRegister'],
        Environment::Testing,
        ['endpoint' => $target['endpoint'], 'caFile' => $target['caFile']],
    );

    return Twint\poll($merchant, $target['order'])->status;
};
