<?php

declare(strict_types=1);

// One curl handle that closes its connection after each call and resumes the TLS session in the next.

require_once __DIR__ . '/by_hand.php';

return static function (array $target): string {
    static $curl = null;
    if ($curl === null) {
        $curl = Twint\Bench\curl_for($target);
        curl_setopt($curl, CURLOPT_FORBID_REUSE, true);
    }

    return Twint\Bench\status($curl);
};
