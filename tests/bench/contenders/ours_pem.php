<?php

declare(strict_types=1);

// The extension with the same file that curl and ext-soap are given.

return static function (array $target): string {
    $ours = require __DIR__ . '/ours.php';

    return $ours([...$target, 'pkcs12' => $target['pem']]);
};
