<?php

/** The tests' own classes beside those of tests/php. */

declare(strict_types=1);

require dirname(__DIR__) . '/php/autoload.php';
require __DIR__ . '/no-sleep.php';

spl_autoload_register(static function (string $class): void {
    $prefix = 'Twint\\Chaos\\';
    $file = __DIR__ . '/src/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require $file;
    }
});
