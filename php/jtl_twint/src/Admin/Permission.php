<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use JTL\Shop;

/**
 * What an admin may do here, besides seeing the plugin's page, which the shop guards itself. The shop lists these in its
 * administration of users; its superusers have them all.
 */
enum Permission: string
{
    case MoveMoney = 'JTL_TWINT_MOVE_MONEY';
    case Configure = 'JTL_TWINT_CONFIGURE';

    public function isGranted(): bool
    {
        return Shop::Container()->getAdminAccount()->permission($this->value);
    }

    /** As the shop's administration of users shows it. */
    public function description(): string
    {
        return match ($this) {
            self::MoveMoney => 'TWINT: Geld bewegen (verbuchen, stornieren, erstatten)',
            self::Configure => 'TWINT: Zugangsdaten und Einstellungen ändern',
        };
    }
}
