<?php

/**
 * What may be bought by TWINT Express in a shop with the modules that need a licence: configurable articles, uploads, downloads. The
 * shop's classes of uploads and downloads are played here, and an article says what it would say with the modules. Prints by kind
 * whether the article has a button on its page, and whether a basket with it has one.
 */

declare(strict_types=1);

namespace JTL\Extensions\Upload {
    final class Upload
    {
        public const UPLOAD_NOTNECESSARY = 0;
        public const UPLOAD_MANDATORY = 1;
        public const UPLOAD_RECOMMENDED = 2;

        public static int $state = self::UPLOAD_NOTNECESSARY;

        public static function gibArtikelUploads(): array
        {
            return self::$state === self::UPLOAD_NOTNECESSARY ? [] : [new \stdClass()];
        }

        public static function getUploadState(): int
        {
            return self::$state;
        }

        public static function __callStatic(string $name, array $arguments): mixed
        {
            return [];
        }
    }
}

namespace JTL\Extensions\Download {
    // @mago-expect lint:single-class-per-file (both must be there before the shop is)
    class Download
    {
        public static bool $isThere = false;

        public static function hasDownloads(): bool
        {
            return self::$isThere;
        }

        public static function checkLicense(): bool
        {
            return false;
        }

        public static function __callStatic(string $name, array $arguments): mixed
        {
            return [];
        }
    }
}

namespace {
    require __DIR__ . '/boot.php';
    require __DIR__ . '/services.php';

    use JTL\Cart\Cart;
    use JTL\Catalog\Currency;
    use JTL\Catalog\Product\Artikel;
    use JTL\Extensions\Download\Download;
    use JTL\Extensions\Upload\Upload;
    use Plugin\jtl_twint\src\Shop\ExpressRules;

    const ARTICLE = 2;

    $kinds = [
        'plain' => static function (): void {},
        'configurable' => static function (Artikel $article): void {
            $article->bHasKonfig = true;
        },
        'upload required' => static function (): void {
            Upload::$state = Upload::UPLOAD_MANDATORY;
        },
        'upload possible' => static function (): void {
            Upload::$state = Upload::UPLOAD_RECOMMENDED;
        },
        'download' => static function (Artikel $article): void {
            $article->oDownload_arr = [new Download()];
            Download::$isThere = true;
        },
    ];
    // As a visitor's session has it.
    $_SESSION['Waehrungen'] = Currency::loadAll();
    $rules = part(ExpressRules::class);
    $found = [];
    foreach ($kinds as $kind => $become) {
        [Upload::$state, Download::$isThere] = [Upload::UPLOAD_NOTNECESSARY, false];
        $article = new Artikel();
        $article->fuelleArtikel(ARTICLE, Artikel::getDefaultOptions());
        $become($article);
        $cart = new Cart();
        $cart->fuegeEin(ARTICLE, 1, []);
        $found[$kind] = [$rules->allowArticle($article), $rules->allowBasket($cart)];
    }
    echo json_encode($found, JSON_THROW_ON_ERROR);
}
