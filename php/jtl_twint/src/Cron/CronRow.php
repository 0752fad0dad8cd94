<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

use Plugin\jtl_twint\src\Persistence\Database;

/** The job's entry in the shop's cron table. */
final class CronRow
{
    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function ensure(): void
    {
        if (
            $this->database->row('SELECT cronID FROM tcron WHERE jobType = :type', ['type' => SweepJob::TYPE]) !== null
        ) {
            return;
        }
        // A frequency of 0 hours from midnight on runs with every trigger; the backend's form cannot say that.
        $this->database->execute('INSERT INTO tcron (foreignKeyID, foreignKey, tableName, name, jobType, frequency, startDate, startTime)
                VALUES (0, \'\', \'\', :name, :type, 0, NOW(), \'00:00:00\')', [
            'name' => 'TWINT',
            'type' => SweepJob::TYPE,
        ]);
    }

    public function remove(): void
    {
        $this->database->execute('DELETE FROM tjobqueue WHERE jobType = :type', ['type' => SweepJob::TYPE]);
        $this->database->execute('DELETE FROM tcron WHERE jobType = :type', ['type' => SweepJob::TYPE]);
    }
}
