<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\Migrations;

use JTL\Plugin\Migration;
use JTL\Update\IMigration;

/** The plugin's own tables. Dropped on uninstall only where the admin asked for it: they say where the money is. */
final class Migration20261123100000 extends Migration implements IMigration
{
    private const TABLES = [
        'visit',
        'failing',
        'fact',
        'commit_mark',
        'secret',
        'event',
        'wawi',
        'order_rate',
        'order_turn',
        'operation_position',
        'operation',
        'position',
        'word',
        'check_in',
        'transaction',
    ];

    /** @inheritdoc */
    public function up()
    {
        $this->create('transaction', <<<'SQL'
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
            order_id INT UNSIGNED NOT NULL COMMENT 'kBestellung',
            order_number VARCHAR(64) NOT NULL,
            attempt SMALLINT UNSIGNED NOT NULL,
            open_order_id INT UNSIGNED NULL COMMENT 'order_id while the attempt is open: never two of one order',
            reference VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            token CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            twint_uuid CHAR(36) CHARACTER SET ascii COLLATE ascii_general_ci NULL,
            phase VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            reason VARCHAR(64) NULL,
            capture_mode VARCHAR(16) NOT NULL,
            environment VARCHAR(16) NOT NULL,
            store_uuid CHAR(36) NOT NULL,
            amount DECIMAL(12,2) NOT NULL,
            captured DECIMAL(12,2) NOT NULL DEFAULT 0,
            refunded DECIMAL(12,2) NOT NULL DEFAULT 0,
            twint_fee DECIMAL(12,2) NULL COMMENT 'what TWINT keeps of it, where TWINT says so',
            closed TINYINT UNSIGNED NOT NULL DEFAULT 0,
            pairing_token VARCHAR(16) NULL,
            qr_code TEXT NULL,
            payment_page TEXT NULL COMMENT 'the address of TWINT''s own page',
            on_phone TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'a phone has taken it, and its owner has yet to decide',
            language CHAR(3) NOT NULL DEFAULT 'ger',
            customer_id INT UNSIGNED NOT NULL DEFAULT 0,
            check_in CHAR(36) CHARACTER SET ascii COLLATE ascii_general_ci NULL COMMENT 'pairing UUID; paid by TWINT Express',
            created_at DATETIME(3) NOT NULL,
            updated_at DATETIME(3) NOT NULL,
            expires_at DATETIME(3) NOT NULL,
            authorised_at DATETIME(3) NULL,
            guarantee_until DATETIME(3) NULL,
            next_poll_at DATETIME(3) NOT NULL,
            polls INT UNSIGNED NOT NULL DEFAULT 0,
            claim CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NULL,
            claimed_until DATETIME(3) NULL,
            duties VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
            stock_restored TINYINT UNSIGNED NOT NULL DEFAULT 0,
            payment_recorded DECIMAL(12,2) NOT NULL DEFAULT 0,
            version INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'counted by those who only read it to decide',
            PRIMARY KEY (id),
            UNIQUE KEY open_order_id (open_order_id),
            UNIQUE KEY reference (reference),
            UNIQUE KEY token (token),
            UNIQUE KEY twint_uuid (twint_uuid),
            KEY poll (phase, next_poll_at),
            KEY phase_created (phase, created_at),
            KEY order_id (order_id),
            KEY order_number (order_number),
            KEY created_at (created_at),
            KEY created_amount (created_at, amount),
            KEY phase_created_amount (phase, created_at, amount),
            KEY amount (amount),
            KEY phase_amount (phase, amount),
            KEY phase_guarantee (phase, guarantee_until),
            KEY claim (claim),
            KEY duties (duties)
            SQL);
        $this->create('check_in', <<<'SQL'
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
            token CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            phase VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            pairing_uuid CHAR(36) CHARACTER SET ascii COLLATE ascii_general_ci NULL,
            pairing_token VARCHAR(16) NULL,
            qr_code TEXT NULL,
            environment VARCHAR(16) NOT NULL,
            store_uuid CHAR(36) NOT NULL,
            net DECIMAL(12,2) NOT NULL COMMENT 'the goods, without shipping',
            shipping TEXT NOT NULL COMMENT 'JSON: what was offered',
            chosen VARCHAR(64) NULL COMMENT 'of shipping',
            language CHAR(3) NOT NULL,
            basket MEDIUMBLOB NULL COMMENT 'encrypted; until the order is written',
            goods BLOB NULL COMMENT 'encrypted; JSON: what is bought, as shown',
            page VARCHAR(2048) NULL COMMENT 'of the article; NULL: the basket',
            customer BLOB NULL COMMENT 'encrypted; until the order is written',
            end_wished TINYINT UNSIGNED NOT NULL DEFAULT 0,
            reason VARCHAR(64) NULL COMMENT 'why it ended',
            tries TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often its order was begun to be written',
            transaction_id BIGINT UNSIGNED NULL,
            created_at DATETIME(3) NOT NULL,
            updated_at DATETIME(3) NOT NULL,
            next_poll_at DATETIME(3) NOT NULL,
            claim CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NULL,
            claimed_until DATETIME(3) NULL,
            PRIMARY KEY (id),
            UNIQUE KEY token (token),
            UNIQUE KEY pairing_uuid (pairing_uuid),
            UNIQUE KEY transaction_id (transaction_id),
            KEY poll (phase, next_poll_at)
            SQL);
        $this->create('operation', <<<'SQL'
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
            transaction_id BIGINT UNSIGNED NOT NULL,
            kind VARCHAR(16) NOT NULL COMMENT 'start, capture, cancel, refund',
            reference VARCHAR(50) NULL,
            amount DECIMAL(12,2) NULL,
            final TINYINT UNSIGNED NOT NULL DEFAULT 0,
            state VARCHAR(16) NOT NULL COMMENT 'sent, done, refused, unknown',
            intent VARCHAR(16) NULL COMMENT 'why it was cancelled: timeout, buyer, merchant, lost',
            actor VARCHAR(16) NOT NULL,
            actor_name VARCHAR(64) NOT NULL DEFAULT '',
            twint_uuid CHAR(36) NULL,
            message_id CHAR(36) NULL,
            fault VARCHAR(64) NULL,
            message VARCHAR(500) NOT NULL DEFAULT '',
            form_key CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a wish: never two operations of one',
            booked TINYINT UNSIGNED NOT NULL DEFAULT 1 COMMENT '0: phase and sums do not show it yet',
            fee DECIMAL(12,2) NULL COMMENT 'kept back from a refund',
            note VARCHAR(500) NOT NULL DEFAULT '',
            request MEDIUMTEXT NULL COMMENT 'without secrets',
            answer MEDIUMTEXT NULL COMMENT 'without secrets',
            milliseconds INT UNSIGNED NULL,
            created_at DATETIME(3) NOT NULL,
            finished_at DATETIME(3) NULL,
            PRIMARY KEY (id),
            UNIQUE KEY form_key (form_key),
            KEY transaction_id (transaction_id),
            KEY state_created (state, created_at),
            KEY kind_created (kind, created_at),
            KEY finished_at (finished_at),
            KEY twint_uuid (twint_uuid),
            KEY reference (reference),
            KEY booked (booked)
            SQL);
        $this->create('word', <<<'SQL'
            word BINARY(16) NOT NULL COMMENT 'keyed hash of a word the merchant may search for',
            transaction_id BIGINT UNSIGNED NOT NULL,
            PRIMARY KEY (word, transaction_id)
            SQL);
        $this->create('position', <<<'SQL'
            transaction_id BIGINT UNSIGNED NOT NULL,
            id INT UNSIGNED NOT NULL COMMENT 'kWarenkorbPos when money was first moved by hand',
            sort SMALLINT UNSIGNED NOT NULL,
            kind VARCHAR(16) NOT NULL,
            name VARCHAR(255) NOT NULL,
            sku VARCHAR(255) NOT NULL,
            vat_rate DECIMAL(6,3) NOT NULL,
            quantity DECIMAL(15,6) NOT NULL,
            net DECIMAL(12,2) NOT NULL,
            gross DECIMAL(12,2) NOT NULL,
            PRIMARY KEY (transaction_id, id)
            SQL);
        $this->create('operation_position', <<<'SQL'
            operation_id BIGINT UNSIGNED NOT NULL,
            position_id INT UNSIGNED NOT NULL,
            quantity DECIMAL(15,6) NOT NULL,
            amount DECIMAL(12,2) NOT NULL,
            PRIMARY KEY (operation_id, position_id)
            SQL);
        $this->create('event', <<<'SQL'
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
            transaction_id BIGINT UNSIGNED NOT NULL,
            at DATETIME(3) NOT NULL,
            actor VARCHAR(16) NOT NULL,
            actor_name VARCHAR(64) NOT NULL DEFAULT '',
            event VARCHAR(32) NOT NULL,
            from_phase VARCHAR(24) NOT NULL,
            to_phase VARCHAR(24) NOT NULL,
            message VARCHAR(500) NOT NULL DEFAULT '',
            PRIMARY KEY (id),
            KEY transaction_id (transaction_id, id),
            KEY at (at)
            SQL);
        $this->create('wawi', <<<'SQL'
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
            order_id INT UNSIGNED NOT NULL COMMENT 'kBestellung',
            news VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'waiting, done, attention, seen',
            wish_key CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            taken TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'somebody began to work on it',
            attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
            finding VARCHAR(32) NOT NULL DEFAULT '' COMMENT 'why it waits, or how it ended',
            message VARCHAR(500) NOT NULL DEFAULT '',
            due_at DATETIME(3) NOT NULL,
            created_at DATETIME(3) NOT NULL,
            finished_at DATETIME(3) NULL,
            PRIMARY KEY (id),
            KEY due (state, due_at),
            KEY order_id (order_id, id)
            SQL);
        $this->create('order_rate', <<<'SQL'
            order_id INT UNSIGNED NOT NULL COMMENT 'kBestellung',
            rate DECIMAL(18,9) NOT NULL COMMENT 'francs for one unit of the shop\'s currency when Wawi last changed the order',
            PRIMARY KEY (order_id)
            SQL);
        $this->create('order_turn', <<<'SQL'
            order_id INT UNSIGNED NOT NULL COMMENT 'kBestellung',
            turns INT UNSIGNED NOT NULL COMMENT 'counted by everybody who begins, cancels or gives back the order',
            PRIMARY KEY (order_id)
            SQL);
        $this->create('secret', <<<'SQL'
            name VARCHAR(64) NOT NULL,
            value MEDIUMBLOB NOT NULL COMMENT 'encrypted with authentication',
            updated_at DATETIME(3) NOT NULL,
            PRIMARY KEY (name)
            SQL);
        $this->create('fact', <<<'SQL'
            name VARCHAR(64) NOT NULL,
            value MEDIUMTEXT NOT NULL COMMENT 'JSON',
            updated_at DATETIME(3) NOT NULL,
            PRIMARY KEY (name)
            SQL);
        $this->create('commit_mark', <<<'SQL'
            word CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of one transaction on the database',
            run TINYINT UNSIGNED NOT NULL COMMENT 'which try of it took effect',
            at DATETIME(3) NOT NULL,
            PRIMARY KEY (word),
            KEY at (at)
            SQL);
        $this->create('failing', <<<'SQL'
            task VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the sweep',
            item BIGINT UNSIGNED NOT NULL COMMENT 'id of a payment, or of an order without one',
            times INT UNSIGNED NOT NULL,
            error VARCHAR(500) NOT NULL,
            failed_at DATETIME(3) NOT NULL,
            paused_until DATETIME(3) NOT NULL,
            PRIMARY KEY (task, item),
            KEY failed_at (failed_at)
            SQL);
        $this->create('visit', <<<'SQL'
            bucket CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            minute INT UNSIGNED NOT NULL,
            hits INT UNSIGNED NOT NULL,
            PRIMARY KEY (bucket, minute),
            KEY minute (minute)
            SQL);
    }

    /** @inheritdoc */
    public function down()
    {
        if (!$this->doDeleteData()) {
            return;
        }
        foreach (self::TABLES as $table) {
            $this->execute('DROP TABLE IF EXISTS xplugin_jtl_twint_' . $table);
        }
    }

    private function create(string $table, string $columns): void
    {
        $name = 'xplugin_jtl_twint_' . $table;
        $this->execute(
            'CREATE TABLE IF NOT EXISTS '
            . $name
            . ' ('
            . $columns
            . ') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci',
        );
        // The shop's layer does not say that a statement failed; before 5.3 it says false where there is no row.
        if (!is_object($this->fetchOne("SHOW TABLES LIKE '" . str_replace('_', '\\_', $name) . "'"))) {
            throw new \RuntimeException('The table ' . $name . ' could not be created.');
        }
    }
}
