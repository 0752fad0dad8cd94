<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** TWINT's QR code, redrawn so that it is sharp at any size. */
final class QrCode
{
    /** What scanners want to see of white around a code, in points; TWINT's pictures have it already. */
    private const QUIET_ZONE = 4;
    /** A picture with more points than this is no code of single points. */
    private const MAX_SIZE = 177;
    private const DARK = 128;

    private function __construct(
        /** The picture as TWINT sent it. */
        public readonly string $image,
        /** The dark points as an SVG path, or null where this PHP cannot read pictures. */
        public readonly ?string $path,
        /** The view box that belongs to the path. */
        public readonly string $viewBox,
    ) {
    }

    /** Null where it is no picture: nothing else may get into the page. */
    public static function of(?string $dataUri): ?self
    {
        if (
            $dataUri === null
            || preg_match('#^data:image/png;base64,([A-Za-z0-9+/]+={0,2})$#D', $dataUri, $found) !== 1
        ) {
            return null;
        }
        $image = self::read((string) base64_decode($found[1], true));
        if ($image === null || imagesx($image) !== imagesy($image) || imagesx($image) > self::MAX_SIZE) {
            return new self($dataUri, null, '');
        }
        $runs = self::darkRuns($image);
        if ($runs === []) {
            return new self($dataUri, null, '');
        }

        return new self($dataUri, self::path($runs), self::viewBox($runs));
    }

    private static function read(string $png): ?\GdImage
    {
        if (!function_exists('imagecreatefromstring')) {
            return null;
        }
        // A broken picture is no news for the log: the browser gets it as it is.
        set_error_handler(static fn(): bool => true);
        try {
            return imagecreatefromstring($png) ?: null;
        } finally {
            restore_error_handler();
        }
    }

    /** @return list<array{int, int, int}> every run of dark points in a line: from where, in which line, how many */
    private static function darkRuns(\GdImage $image): array
    {
        imagepalettetotruecolor($image);
        $size = imagesx($image);
        $runs = [];
        for ($y = 0; $y < $size; $y++) {
            for ($x = 0; $x < $size; $x++) {
                $start = $x;
                while ($x < $size && self::isDark($image, $x, $y)) {
                    $x++;
                }
                if ($x > $start) {
                    $runs[] = [$start, $y, $x - $start];
                }
            }
        }

        return $runs;
    }

    /** @param list<array{int, int, int}> $runs */
    private static function path(array $runs): string
    {
        return implode('', array_map(static fn(array $run): string => sprintf(
            'M%d %dh%dv1h-%dz',
            $run[0],
            $run[1],
            $run[2],
            $run[2],
        ), $runs));
    }

    /**
     * The code and its quiet zone and no more, however much white the picture has.
     *
     * @param non-empty-list<array{int, int, int}> $runs
     */
    private static function viewBox(array $runs): string
    {
        $left = min(array_column($runs, 0));
        $top = min(array_column($runs, 1));
        $right = max(array_map(static fn(array $run): int => $run[0] + $run[2], $runs));
        $bottom = max(array_column($runs, 1)) + 1;
        $edge = max($right - $left, $bottom - $top) + (2 * self::QUIET_ZONE);

        return sprintf('%d %d %d %d', $left - self::QUIET_ZONE, $top - self::QUIET_ZONE, $edge, $edge);
    }

    private static function isDark(\GdImage $image, int $x, int $y): bool
    {
        $colour = imagecolorat($image, $x, $y);
        if ($colour === false) {
            return false;
        }
        $transparent = (($colour >> 24) & 0x7F) > (self::DARK / 4);

        return (
            !$transparent
            && ((($colour >> 16) & 0xFF) + (($colour >> 8) & 0xFF) + ($colour & 0xFF)) < (3 * self::DARK)
        );
    }
}
