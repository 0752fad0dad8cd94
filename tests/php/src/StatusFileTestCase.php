<?php

declare(strict_types=1);

namespace Twint\Tests;

/** With the tables of the shop that the status file reads by itself. */
abstract class StatusFileTestCase extends PaymentTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        ShopSettings::write($this->world->pdo, $this->twint, ['poll_interval' => '3']);
    }

    protected function tearDown(): void
    {
        $this->sql('DROP TABLE tplugin, teinstellungen, tplugineinstellungen');
        parent::tearDown();
    }
}
