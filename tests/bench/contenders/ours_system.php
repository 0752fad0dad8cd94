<?php

declare(strict_types=1);

// The extension without a file of CA certificates: it looks whether the system's are still the same. SSL_CERT_FILE makes the
// simulator's the system's.

use Twint\Environment;
use Twint\Merchant;

return static function (array $target): string {
    $merchant = new Merchant(
        $target['storeUuid'],
        file_get_contents($target['pkcs12']),
        $target['passphrase'],
        $target['cashRegister'],
        Environment::Testing,
        ['endpoint' => $target['endpoint']],
    );

    return Twint\poll($merchant, $target['order'])->status;
};
