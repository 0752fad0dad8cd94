<?php

declare(strict_types=1);

namespace Twint\Bench;

/** The built extension as a file. */
final readonly class Library
{
    public function __construct(
        private string $file,
    ) {
    }

    public function megabytes(): float
    {
        return filesize($this->file) / 1e6;
    }

    /** @return list<string> */
    public function exports(): array
    {
        preg_match_all('/^\S+ [A-Z] (\S+)$/m', $this->tell('nm -D --defined-only'), $found);

        return $found[1];
    }

    /** @return list<string> */
    public function needs(): array
    {
        preg_match_all('/\(NEEDED\).*\[([^]]+)\]/', $this->tell('readelf -d'), $found);

        return $found[1];
    }

    private function tell(string $command): string
    {
        return (string) shell_exec("LC_ALL=C {$command} " . escapeshellarg($this->file));
    }
}
