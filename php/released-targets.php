<?php

/**
 * Prints the class that knows for which PHPs a release has a file, as release/matrix.json says:
 * php php/released-targets.php > php/jtl_twint/src/ReleasedTargets.php
 */

declare(strict_types=1);

$matrix = json_decode((string) file_get_contents(__DIR__ . '/../release/matrix.json'), true, 512, JSON_THROW_ON_ERROR);
$targets = array_map(
    static fn(array $target): string => sprintf(
        'php%s-%s-linux-%s%s',
        $target['php'],
        $target['arch'],
        $target['libc'],
        $target['zts'] ? '-zts' : '',
    ),
    $matrix['targets'],
);
sort($targets);
$list = implode('', array_map(static fn(string $target): string => "        '$target',\n", $targets));

echo <<<PHP
    <?php

    declare(strict_types=1);

    namespace Plugin\jtl_twint\src;

    /** The PHPs for which a release has a file. Written by php/released-targets.php out of release/matrix.json. */
    final class ReleasedTargets
    {
        private const ALL = [
    {$list}    ];

        /** @param string \$target in the words of PIE, as Extension::target() says it */
        public static function has(string \$target): bool
        {
            return in_array(\$target, self::ALL, true);
        }
    }

    PHP;
