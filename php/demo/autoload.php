<?php

declare(strict_types=1);

// The demo's own few classes; a real project has Composer for this.
spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Twint\\Demo\\')) {
        require __DIR__ . '/src/' . substr($class, strlen('Twint\\Demo\\')) . '.php';
    }
});
