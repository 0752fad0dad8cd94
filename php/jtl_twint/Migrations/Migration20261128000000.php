<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;
use Plugin\jtl_twint\src\Persistence\ChangesTables;

/** Indexes for what is erased: without them each erasure looks at the whole table, however little there is to erase. */
final class Migration20261128000000 extends Migration implements IMigration
{
    use ChangesTables;

    private const INDEXES = [
        ['xplugin_jtl_twint_word',     'transaction_id', 'transaction_id'],
        ['xplugin_jtl_twint_check_in', 'abandoned',      'transaction_id, created_at'],
    ];

    /** @inheritdoc */
    public function up()
    {
        foreach (self::INDEXES as [$table, $name, $columns]) {
            $this->addIndex($table, $name, $columns);
        }
    }

    /** They go with their tables. */
    public function down()
    {
    }
}
