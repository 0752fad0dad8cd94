<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Plugin\PluginInterface;

/** What the buyer reads, as the merchant may have edited it in the shop's plugin manager. tests/php/write-texts.php writes them into info.xml. */
final class LanguageVariables
{
    /**
     * @param string $iso the shop's code of three letters
     * @return array<string, string> by the key of the text; without those that are empty
     */
    public static function of(PluginInterface $plugin, string $iso): array
    {
        $texts = [];
        foreach ($plugin->getLocalization()->getLangVars() as $variable) {
            $text = trim((string) ($variable->values[strtoupper($iso)] ?? ''));
            if ($text !== '') {
                $texts[(string) $variable->name] = $text;
            }
        }

        return $texts;
    }
}
