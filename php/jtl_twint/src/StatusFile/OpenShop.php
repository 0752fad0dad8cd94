<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

/** Whether the shop would answer at all, as a condition of the one statement. */
final class OpenShop
{
    public const PLUGIN = 'jtl_twint';

    /** The plugin is active (2), and the shop not under maintenance (a setting of section 1). */
    public const CONDITION = "EXISTS (SELECT 1 FROM tplugin WHERE cPluginID = 'jtl_twint' AND nStatus = 2)
        AND NOT EXISTS (SELECT 1 FROM teinstellungen
            WHERE kEinstellungenSektion = 1 AND cName = 'wartungsmodus_aktiviert' AND cWert = 'Y')";
}
