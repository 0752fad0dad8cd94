<?php

/**
 * Prints what is linked into the extension, as cargo resolves it: docs/licences.md, or a bill of materials in CycloneDX.
 *
 * php php/bill-of-materials.php licences > docs/licences.md
 * php php/bill-of-materials.php cyclonedx
 */

declare(strict_types=1);

/** @return list<array{name: string, version: string, licence: string, source: string}> */
function crates(): array
{
    $tree = 'cargo tree --locked --package twint --edges normal,no-proc-macro --prefix none --no-dedupe --format "{p}|{l}|{r}"';
    $lines = [];
    $status = 0;
    exec($tree . ' --manifest-path ' . escapeshellarg(dirname(__DIR__) . '/Cargo.toml'), $lines, $status);
    if ($status !== 0) {
        throw new RuntimeException('cargo tree failed.');
    }
    $lines = array_unique($lines);
    sort($lines);
    $crates = [];
    foreach ($lines as $line) {
        [$package, $licence, $source] = explode('|', $line);
        [$name, $version] = explode(' ', $package);
        if ($name !== 'twint') {
            $licence = str_replace('/', ' OR ', $licence);
            $crates[] = [
                'name' => $name,
                'version' => ltrim($version, 'v'),
                'licence' => $licence,
                'source' => $source,
            ];
        }
    }

    return $crates;
}

function licences(): string
{
    $text = <<<'TEXT'
        # Licences

        The crates linked into the extension, printed by `php php/bill-of-materials.php licences`; `./dev lint` compares. Each may be
        used under a licence that asks for no more than its text: [deny.toml](../deny.toml) lists them, `cargo deny` compares. OpenSSL 3
        (Apache-2.0) and PHP (PHP-3.01) are those of the system.

        | crate | version | licence |
        |---|---|---|

        TEXT;
    foreach (crates() as $crate) {
        $text .= "| [{$crate['name']}]({$crate['source']}) | {$crate['version']} | {$crate['licence']} |\n";
    }

    return $text;
}

function cyclonedx(): string
{
    $manifest = (string) file_get_contents(dirname(__DIR__) . '/Cargo.toml');
    $lock = (string) file_get_contents(dirname(__DIR__) . '/Cargo.lock');
    preg_match('/^version = "(.+)"$/m', $manifest, $own);
    preg_match_all(
        '/^name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"$/m',
        $lock,
        $packages,
        PREG_SET_ORDER,
    );
    $checksums = [];
    foreach ($packages as [, $name, $version, $checksum]) {
        $checksums["{$name} {$version}"] = $checksum;
    }
    $component = static fn(array $crate): array => [
        'type' => 'library',
        'bom-ref' => "pkg:cargo/{$crate['name']}@{$crate['version']}",
        'name' => $crate['name'],
        'version' => $crate['version'],
        'scope' => 'required',
        'hashes' => [['alg' => 'SHA-256', 'content' => $checksums["{$crate['name']} {$crate['version']}"]]],
        'licenses' => [['expression' => $crate['licence']]],
        'purl' => "pkg:cargo/{$crate['name']}@{$crate['version']}",
        'externalReferences' => [['type' => 'vcs', 'url' => $crate['source']]],
    ];

    // The same of the same crates; who attests a bill of materials asks for one.
    $number = hash('sha256', ($own[1] ?? '') . $lock);

    return json_encode(
        [
            'bomFormat' => 'CycloneDX',
            'specVersion' => '1.5',
            'serialNumber' => sprintf(
                'urn:uuid:%s-%s-8%s-8%s-%s',
                substr($number, 0, 8),
                substr($number, 8, 4),
                substr($number, 13, 3),
                substr($number, 17, 3),
                substr($number, 20, 12),
            ),
            'version' => 1,
            'metadata' => ['component' => ['type' => 'library', 'name' => 'twint', 'version' => $own[1] ?? '']],
            'components' => array_map($component, crates()),
        ],
        JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR,
    ) . "\n";
}

echo
    match ($argv[1] ?? null) {
        'licences' => licences(),
        'cyclonedx' => cyclonedx(),
        default => throw new InvalidArgumentException('licences or cyclonedx?'),
    }
;
