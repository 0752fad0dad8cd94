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

    /**
     * The command that brings these addresses of this machine's loopback to the machine in front of which somebody sits.
     *
     * @param list<string> $addresses
     * @return string|null null: this machine has a screen, and nobody came by SSH
     */
    public static function tunnel(array $addresses): ?string
    {
        $connection = (string) getenv('SSH_CONNECTION');
        if ($connection === '' && (PHP_OS_FAMILY !== 'Linux' || getenv('DISPLAY') || getenv('WAYLAND_DISPLAY'))) {
            return null;
        }
        $ports = array_map(static fn(string $address): int => (int) parse_url($address, PHP_URL_PORT), $addresses);
        $forwards = array_map(static fn(int $port): string => "-L {$port}:127.0.0.1:{$port}", $ports);

        // "client's address, its port, our address, our port"
        return 'ssh ' . implode(' ', $forwards) . ' ' . (explode(' ', $connection)[2] ?? (string) gethostname());
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
