<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Checkout\QrCode;
use Plugin\jtl_twint\src\Payment\PaymentService;

/**
 * The code on the pay page is TWINT's, and has as much white around it as scanners want and no more.
 *
 * @requires extension gd
 */
final class QrCodeTest extends TestCase
{
    /** A picture of TWINT's, as the plugin keeps it. */
    private static function ofTwint(): string
    {
        $twint = new Twint();
        $twint->reset();
        $world = World::fresh($twint);

        return (string) $world->get(PaymentService::class)->begin($world->shop->newOrder(), 'ger')->qrCode;
    }

    private static function picture(string $dataUri): \GdImage
    {
        $image = imagecreatefromstring((string) base64_decode(
            substr($dataUri, strlen('data:image/png;base64,')),
            true,
        ));
        self::assertInstanceOf(\GdImage::class, $image);
        imagepalettetotruecolor($image);

        return $image;
    }

    private static function dataUri(\GdImage $image): string
    {
        ob_start();
        imagepng($image);

        return 'data:image/png;base64,' . base64_encode((string) ob_get_clean());
    }

    /** The same code with so much white around it. */
    private static function withMargin(\GdImage $twints, int $margin): string
    {
        $edge = 21 + (2 * $margin);
        $image = imagecreatetruecolor($edge, $edge);
        self::assertInstanceOf(\GdImage::class, $image);
        imagefill($image, 0, 0, 0xFF_FFFF);
        imagecopy($image, $twints, $margin, $margin, 4, 4, 21, 21);

        return self::dataUri($image);
    }

    /** @return list<string> the dark points of a picture, as "x y" */
    private static function darkPoints(\GdImage $image): array
    {
        $points = [];
        for ($y = 0; $y < imagesy($image); $y++) {
            for ($x = 0; $x < imagesx($image); $x++) {
                if ((imagecolorat($image, $x, $y) & 0xFF_FFFF) === 0) {
                    $points[] = "$x $y";
                }
            }
        }

        return $points;
    }

    /** @return list<string> the same of a path, seen through its view box */
    private static function drawnPoints(QrCode $code): array
    {
        [$left, $top] = array_map(intval(...), explode(' ', $code->viewBox));
        self::assertMatchesRegularExpression('/^(M\d+ \d+h\d+v1h-\d+z)+$/D', (string) $code->path);
        preg_match_all('/M(\d+) (\d+)h(\d+)v1h-(\d+)z/', (string) $code->path, $runs, PREG_SET_ORDER);
        $points = [];
        foreach ($runs as [, $x, $y, $width, $back]) {
            self::assertSame($width, $back);
            for ($n = 0; $n < (int) $width; $n++) {
                $points[] = sprintf('%d %d', (int) $x + $n - $left, (int) $y - $top);
            }
        }

        return $points;
    }

    public function testTwintsPictureIsDrawnPointByPointWithoutASecondQuietZone(): void
    {
        $picture = self::ofTwint();
        $code = QrCode::of($picture);
        self::assertNotNull($code);
        self::assertSame($picture, $code->image);
        self::assertSame('0 0 29 29', $code->viewBox);
        self::assertSame(self::darkPoints(self::picture($picture)), self::drawnPoints($code));
    }

    public function testTheCodeFillsItsBoxButForFourPointsOfWhiteWhateverThePictureHas(): void
    {
        $twints = self::picture(self::ofTwint());
        $points = self::darkPoints($twints);
        foreach ([0 => '-4 -4 29 29', 1 => '-3 -3 29 29', 4 => '0 0 29 29', 9 => '5 5 29 29'] as $margin => $viewBox) {
            $code = QrCode::of(self::withMargin($twints, $margin));
            self::assertNotNull($code);
            self::assertSame($viewBox, $code->viewBox, "a margin of $margin");
            self::assertSame($points, self::drawnPoints($code), "a margin of $margin");
        }
    }

    public function testWhatIsNoCodeIsShownAsItCameOrNotAtAll(): void
    {
        $blank = imagecreatetruecolor(29, 29);
        self::assertInstanceOf(\GdImage::class, $blank);
        imagefill($blank, 0, 0, 0xFF_FFFF);
        $oblong = imagecreatetruecolor(29, 30);
        self::assertInstanceOf(\GdImage::class, $oblong);
        $photograph = imagecreatetruecolor(500, 500);
        self::assertInstanceOf(\GdImage::class, $photograph);
        $notAPicture = 'data:image/png;base64,' . base64_encode('not a picture');
        foreach ([
            self::dataUri($blank),
            self::dataUri($oblong),
            self::dataUri($photograph),
            $notAPicture,
        ] as $dataUri) {
            $code = QrCode::of($dataUri);
            self::assertNotNull($code);
            self::assertSame([$dataUri, null], [$code->image, $code->path]);
        }
        foreach ([
            null,
            '',
            'javascript:alert(1)',
            'data:image/svg+xml;base64,AAAA',
            "data:image/png;base64,AAAA\n",
        ] as $other) {
            self::assertNull(QrCode::of($other));
        }
    }
}
