<?php

declare(strict_types=1);

// Plain curl: one handle, so one connection, for all calls of a process. A php-fpm request cannot have this.

require_once __DIR__ . '/by_hand.php';

return static function (array $target): string {
    static $curl = null;
    $curl ??= Twint\Bench\curl_for($target);

    return Twint\Bench\status($curl);
};
