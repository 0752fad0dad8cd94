<?php

declare(strict_types=1);

namespace JTL\Catalog\Product;

/** What the plugin asks the shop to refresh; it is only shown. */
final class Artikel
{
    public static function beachteVarikombiMerkmalLagerbestand(int $kVaterArtikel, int $nArtikelAnzeigefilter = 0): bool
    {
        return $kVaterArtikel > 0 && $nArtikelAnzeigefilter >= 0;
    }
}
