<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;
use Plugin\jtl_twint\src\Persistence\ChangesTables;

/** Whether a phone has a check-in of TWINT Express, as it is known of payments. */
final class Migration20261128003000 extends Migration implements IMigration
{
    use ChangesTables;

    /** @inheritdoc */
    public function up()
    {
        $this->addColumn(
            'xplugin_jtl_twint_check_in',
            'on_phone',
            "ADD COLUMN on_phone TINYINT UNSIGNED NOT NULL DEFAULT 0
                COMMENT 'a phone has taken it, and its owner has yet to decide' AFTER chosen",
        );
    }

    /** It goes with its table. */
    public function down()
    {
    }
}
