<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Shop;
use Plugin\jtl_twint\src\Persistence\Database;

/** What the shop has that access data can be meant for. */
final class RuleChoices
{
    public function __construct(
        private readonly Database $database,
        private readonly MerchantLanguage $language,
    ) {
    }

    /** @return array<string, string> names by the shop's codes, its first language first */
    public function languages(): array
    {
        $isGerman = str_starts_with($this->language->inBackend(Shop::Container()->getGetText()->getLanguage()), 'de');
        $names = [];
        foreach ($this->database->rows("SELECT cISO, cNameDeutsch, cNameEnglisch FROM tsprache
                ORDER BY cShopStandard = 'Y' DESC, cISO") as $row) {
            $names[(string) $row['cISO']] = (string) ($isGerman ? $row['cNameDeutsch'] : $row['cNameEnglisch']);
        }

        return $names;
    }

    /** @return array<int, string> names by kKundengruppe */
    public function customerGroups(): array
    {
        $names = [];
        foreach ($this->database->rows(
            'SELECT kKundengruppe, cName FROM tkundengruppe ORDER BY kKundengruppe',
        ) as $row) {
            $names[(int) $row['kKundengruppe']] = (string) $row['cName'];
        }

        return $names;
    }
}
