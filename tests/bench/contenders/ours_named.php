<?php

declare(strict_types=1);

// The extension towards a server that has a name, so that a new connection needs its addresses.

return static function (array $target): string {
    $ours = require __DIR__ . '/ours.php';

    return $ours([...$target, 'endpoint' => str_replace('127.0.0.1', 'localhost', $target['endpoint'])]);
};
