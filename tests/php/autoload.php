<?php

/** Finds the plugin's classes as the shop does, the stand-ins for the shop's own, and what the tests are made of. */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $roots = [
        'Plugin\\jtl_twint\\' => dirname(__DIR__, 2) . '/php/jtl_twint/',
        'Twint\\Tests\\' => __DIR__ . '/src/',
        'Twint\\Bench\\Growth\\' => dirname(__DIR__) . '/bench/growth/',
        'JTL\\' => __DIR__ . '/shop/JTL/',
        'Psr\\' => __DIR__ . '/shop/Psr/',
        'Laminas\\' => __DIR__ . '/shop/Laminas/',
    ];
    foreach ($roots as $prefix => $folder) {
        $file = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
        if (str_starts_with($class, $prefix) && is_file($file)) {
            require $file;

            return;
        }
    }
});

const C_WARENKORBPOS_TYP_ARTIKEL = 1;

const C_WARENKORBPOS_TYP_VERSANDPOS = 2;

const C_WARENKORBPOS_TYP_KUPON = 3;

const C_WARENKORBPOS_TYP_GUTSCHEIN = 4;

const C_WARENKORBPOS_TYP_NEUKUNDENKUPON = 7;

const C_WARENKORBPOS_TYP_VERSAND_ARTIKELABHAENGIG = 9;

const C_WARENKORBPOS_TYP_GRATISGESCHENK = 11;

const CACHING_GROUP_ARTICLE = 'art';

const BESTELLUNG_STATUS_STORNO = -1;

const BESTELLUNG_STATUS_OFFEN = 1;

const BESTELLUNG_STATUS_IN_BEARBEITUNG = 2;

const BESTELLUNG_STATUS_BEZAHLT = 3;

const BESTELLUNG_STATUS_VERSANDT = 4;

const BESTELLUNG_STATUS_TEILVERSANDT = 5;

/** The shop's translation, in English where the shop has loaded our catalogue. */
function __(string $key): string
{
    return Twint\Tests\Catalogue::loaded()[$key] ?? $key;
}
