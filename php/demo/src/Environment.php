<?php

declare(strict_types=1);

namespace Twint\Demo;

use RuntimeException;

/** What `./dev demo` tells us. */
final class Environment
{
    /** Where the simulator's description is, and the shop's memory. */
    public static function directory(): string
    {
        return self::get('TWINT_DEMO_DIRECTORY');
    }

    /** Where the checkout page is. */
    public static function checkout(): string
    {
        return self::get('TWINT_DEMO_CHECKOUT');
    }

    private static function get(string $name): string
    {
        $value = getenv($name);
        if ($value === false || $value === '') {
            throw new RuntimeException("{$name} is not set; please start the demo with ./dev demo");
        }

        return $value;
    }
}
