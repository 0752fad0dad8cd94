<?php

declare(strict_types=1);

namespace Twint\Tests;

/** How a PHP is called that lacks a module of this one's, as at hosters who do not install it. */
final class PhpWithout
{
    /** @return list<string>|null the beginning of the command line; null: the module is part of PHP's own program here */
    public static function module(string $lacking): ?array
    {
        $folder = ini_get('extension_dir') . '/';
        if (!is_file($folder . $lacking . '.so')) {
            return null;
        }
        $command = [PHP_BINARY, '-n', '-d', 'extension=' . getenv('TWINT_EXTENSION')];
        // In the order in which they were loaded: some need others.
        foreach (array_map(strtolower(...), get_loaded_extensions()) as $module) {
            if ($module !== $lacking && $module !== 'twint' && is_file($folder . $module . '.so')) {
                array_push($command, '-d', 'extension=' . $module);
            }
        }

        return $command;
    }
}
