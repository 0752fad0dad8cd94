<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/** What is done only now and then has names of its own, and no update mails an alarm again. */
final class Migration20261128040000 extends Migration implements IMigration
{
    private const TABLE = 'xplugin_jtl_twint_fact';

    /** @inheritdoc */
    public function up()
    {
        // Whoever was quicker than this update has the newer one.
        $this->execute(
            'UPDATE IGNORE ' . self::TABLE . " SET name = CONCAT('throttle.', name) WHERE name LIKE 'alarm\\_mail.%'",
        );
        $this->execute(
            'DELETE FROM '
            . self::TABLE
            . " WHERE name IN ('alarms_looked', 'forget_details', 'wawi_unheard', 'wawi_unheard_step')
                OR name LIKE 'alarm\\_mail.%' OR name LIKE 'asking\\_status.%' OR name LIKE 'renewal.%'",
        );
    }

    /** What is done now and then is done anew. */
    public function down()
    {
    }
}
