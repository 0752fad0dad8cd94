<?php

declare(strict_types=1);

namespace JTL\Update;

/** As in the shop, which has more of it. */
interface IMigration
{
    /** @return mixed */
    public function up();

    /** @return mixed */
    public function down();
}
