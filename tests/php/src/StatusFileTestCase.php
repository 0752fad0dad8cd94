<?php

declare(strict_types=1);

namespace Twint\Tests;

/** With the tables of the shop that the status file reads by itself. */
abstract class StatusFileTestCase extends PaymentTestCase
{
    protected const PLUGIN_ID = 7;

    protected function setUp(): void
    {
        parent::setUp();
        $this->sql('DROP TABLE IF EXISTS tplugin, teinstellungen, tplugineinstellungen');
        $this->sql('CREATE TABLE tplugin (kPlugin INT, cPluginID VARCHAR(255), nStatus INT, nVersion VARCHAR(30))');
        $this->sql('CREATE TABLE teinstellungen (kEinstellungenSektion INT, cName VARCHAR(255), cWert TEXT)');
        $this->sql('CREATE TABLE tplugineinstellungen (kPlugin INT, cName VARCHAR(255), cWert TEXT)');
        $this->sql('INSERT INTO tplugin VALUES (' . self::PLUGIN_ID . ", 'jtl_twint', 2, '0.0.0')");
        $this->sql("INSERT INTO teinstellungen VALUES (1, 'wartungsmodus_aktiviert', 'N')");
        $insert = $this->world->pdo->prepare('INSERT INTO tplugineinstellungen VALUES (?, ?, ?)');
        foreach ([
            'environment' => 'testing',
            'test_endpoint' => $this->twint->endpoint(),
            'test_app_schemes_endpoint' => $this->twint->appSchemesEndpoint(),
            'test_ca_file' => $this->twint->caFile(),
            'poll_interval' => '3',
        ] as $name => $value) {
            $insert->execute([self::PLUGIN_ID, $name, $value]);
        }
    }

    protected function tearDown(): void
    {
        $this->sql('DROP TABLE tplugin, teinstellungen, tplugineinstellungen');
        parent::tearDown();
    }
}
