<?php

declare(strict_types=1);

// Plain curl, a new handle per call, with the very file the extension is given instead of PEM.

require_once __DIR__ . '/by_hand.php';

return static function (array $target): string {
    $curl = Twint\Bench\curl_for($target);
    curl_setopt_array($curl, [CURLOPT_SSLCERT => $target['pkcs12'], CURLOPT_SSLCERTTYPE => 'P12']);

    return Twint\Bench\status($curl);
};
