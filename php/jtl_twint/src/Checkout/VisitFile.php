<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/**
 * Visits in a file of fixed size on this server: cheaper than the question that it guards. Two buckets may share a place, which
 * only makes the limit come earlier, and rarely: a waiting buyer uses a tenth of it.
 */
final class VisitFile implements VisitCounter
{
    private const PLACES = 65_536;
    private const BYTES = 8;

    public function __construct(
        private readonly string $path,
    ) {
    }

    public function hit(string $bucket, int $minute): ?int
    {
        // @mago-expect lint:no-error-control-operator (whatever the reason: null says it)
        $file = @fopen($this->path, 'c+b');
        if ($file === false) {
            return null;
        }
        try {
            return flock($file, LOCK_EX) ? self::count($file, $bucket, $minute) : null;
        } finally {
            fclose($file);
        }
    }

    /** @param resource $file */
    private static function count($file, string $bucket, int $minute): ?int
    {
        $place = self::BYTES * (crc32($bucket) % self::PLACES);
        fseek($file, $place);
        $known = unpack('Nminute/Nhits', str_pad((string) fread($file, self::BYTES), self::BYTES, "\0"));
        $hits = ($known['minute'] ?? 0) === $minute ? (int) $known['hits'] + 1 : 1;
        fseek($file, $place);

        return fwrite($file, pack('NN', $minute, $hits)) === self::BYTES ? $hits : null;
    }
}
