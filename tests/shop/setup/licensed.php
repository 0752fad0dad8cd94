<?php

/**
 * What may be bought by TWINT Express in a shop with the modules that need a licence: configurable articles, uploads, downloads. The
 * shop's classes of these are played here, and an article says what it would say with the modules. Prints by kind whether the article
 * has a button on its page, whether its button puts it into a basket, and whether a basket with it has a button.
 */

declare(strict_types=1);

namespace JTL\Extensions\Upload {
    final class Upload
    {
        public static bool $isThere = false;

        public static function gibArtikelUploads(): array
        {
            return self::$isThere ? [new \stdClass()] : [];
        }

        public static function gibWarenkorbUploads(): array
        {
            return self::gibArtikelUploads();
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

namespace JTL\Extensions\Config {
    // @mago-expect lint:single-class-per-file (it must be there before the shop is)
    class Configurator
    {
        public const CONFIGURABLE = 5;

        public static function checkLicense(): bool
        {
            return true;
        }

        public static function hasKonfig(int $article): bool
        {
            return $article === self::CONFIGURABLE;
        }

        /** As in every version of the shop, whatever it is asked about. */
        public static function validateKonfig(): bool
        {
            return true;
        }

        public static function hasUnavailableGroup(): bool
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
    use JTL\Extensions\Config\Configurator;
    use JTL\Extensions\Download\Download;
    use JTL\Extensions\Upload\Upload;
    use JTL\Session\Frontend;
    use Plugin\jtl_twint\src\Express\NotAddedException;
    use Plugin\jtl_twint\src\Shop\ExpressArticle;
    use Plugin\jtl_twint\src\Shop\ExpressRules;

    const ARTICLE = 2;

    $kinds = [
        'plain' => static function (): void {},
        'configurable' => static function (): void {},
        'upload' => static function (): void {
            Upload::$isThere = true;
        },
        'download' => static function (Artikel $article): void {
            $article->oDownload_arr = [new Download()];
            Download::$isThere = true;
        },
    ];
    // What the shop keeps of an article does not say what is played here.
    $cache->flushAll();
    Frontend::getInstance();
    // As a visitor's session has it.
    $_SESSION['Waehrungen'] = Currency::loadAll();
    $rules = part(ExpressRules::class);
    $isPut = static function (int $id): bool {
        $_SESSION['Warenkorb'] = new Cart();
        $_POST = ['a' => (string) $id, 'anzahl' => '1'];
        try {
            (new ExpressArticle($_POST))->put();
        } catch (NotAddedException) {
            return false;
        }

        return count(Frontend::getCart()->PositionenArr) === 1;
    };
    $found = [];
    foreach ($kinds as $kind => $become) {
        [Upload::$isThere, Download::$isThere] = [false, false];
        $id = $kind === 'configurable' ? Configurator::CONFIGURABLE : ARTICLE;
        $article = new Artikel();
        $article->fuelleArtikel($id, Artikel::getDefaultOptions());
        $become($article);
        $cart = new Cart();
        $cart->fuegeEin($id, 1, []);
        $found[$kind] = [$rules->allowArticle($article), $isPut($id), $rules->allowBasket($cart)];
    }
    echo json_encode($found, JSON_THROW_ON_ERROR);
}
