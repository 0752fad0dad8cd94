<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** TWINT's QR code, redrawn so that it is sharp at any size. */
final class QrCode
{
    /** What scanners want to see of white around a code. */
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
        $edge = imagesx($image) + (2 * self::QUIET_ZONE);

        return new self($dataUri, self::trace($image), sprintf('0 0 %d %d', $edge, $edge));
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

    /** Every run of dark points in a line becomes one rectangle. */
    private static function trace(\GdImage $image): string
    {
        imagepalettetotruecolor($image);
        $size = imagesx($image);
        $path = '';
        for ($y = 0; $y < $size; $y++) {
            for ($x = 0; $x < $size; $x++) {
                $start = $x;
                while ($x < $size && self::isDark($image, $x, $y)) {
                    $x++;
                }
                if ($x > $start) {
                    $width = $x - $start;
                    $path .= sprintf(
                        'M%d %dh%dv1h-%dz',
                        $start + self::QUIET_ZONE,
                        $y + self::QUIET_ZONE,
                        $width,
                        $width,
                    );
                }
            }
        }

        return $path;
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
