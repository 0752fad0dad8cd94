<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\SettingCatalogue;
use Plugin\jtl_twint\src\Settings\SettingStore;

/** One ZIP for support. Of each table only the named columns go in: what is not named here stays in the house. */
final class SupportExport
{
    private const TRANSACTION = [
        'id',
        'order_number',
        'attempt',
        'reference',
        'twint_uuid',
        'phase',
        'reason',
        'capture_mode',
        'environment',
        'access_id',
        'store_uuid',
        'amount',
        'captured',
        'refunded',
        'twint_fee',
        'closed',
        'language',
        'created_at',
        'updated_at',
        'expires_at',
        'authorised_at',
        'guarantee_until',
        'next_poll_at',
        'polls',
        'claimed_until',
        'duties',
        'stock_restored',
        'payment_recorded',
    ];
    private const OPERATION = [
        'id',
        'kind',
        'reference',
        'amount',
        'fee',
        'final',
        'state',
        'intent',
        'actor',
        'actor_name',
        'twint_uuid',
        'message_id',
        'fault',
        'message',
        'request',
        'answer',
        'milliseconds',
        'created_at',
        'finished_at',
    ];
    private const EVENT = ['at', 'actor', 'actor_name', 'event', 'from_phase', 'to_phase', 'message'];
    private const MOST_ROWS = 500;

    public function __construct(
        private readonly Database $database,
        private readonly SettingStore $settings,
        private readonly AccessRepository $sets,
    ) {
    }

    public function knowsOrder(string $orderNumber): bool
    {
        return $this->transactions($orderNumber) !== [];
    }

    /**
     * @param string $report the system's facts as text
     * @param string $orderNumber empty: of no order
     * @return string|null the bytes of the ZIP; null where it could not be written
     */
    public function zip(string $report, string $orderNumber): ?string
    {
        $path = class_exists(\ZipArchive::class) ? tempnam(sys_get_temp_dir(), 'twint') : false;
        if ($path === false) {
            return null;
        }
        try {
            $zip = new \ZipArchive();
            if ($zip->open($path, \ZipArchive::OVERWRITE | \ZipArchive::CREATE) !== true) {
                return null;
            }
            $zip->addFromString('report.txt', $report);
            $zip->addFromString('settings.json', self::json($this->readSettings()));
            $zip->addFromString('access.json', self::json($this->readSets()));
            if ($orderNumber !== '') {
                $zip->addFromString('order.json', self::json($this->history($orderNumber)));
            }
            if (!$zip->close()) {
                return null;
            }
            $bytes = file_get_contents($path);

            return $bytes === false ? null : $bytes;
        } finally {
            unlink($path);
        }
    }

    /** @return array<string, string> as they count; none of them is a secret */
    private function readSettings(): array
    {
        $stored = $this->settings->all();

        return array_map(static fn($setting): string => $setting->read(trim(
            $stored[$setting->name()] ?? '',
        )), SettingCatalogue::all());
    }

    /** @return list<array<string, mixed>> the sets of access data and their rules; their secrets are kept elsewhere */
    private function readSets(): array
    {
        return array_map(
            static fn(AccessData $set): array => (
                ['id' => $set->id, 'name' => $set->name, 'isOn' => $set->isOn] + $set->rule->toArray()
            ),
            $this->sets->all(),
        );
    }

    /** @return list<array<string, mixed>> each payment with its operations and events */
    private function history(string $orderNumber): array
    {
        $history = [];
        foreach ($this->transactions($orderNumber) as $row) {
            $id = ['id' => (int) $row['id']];
            $history[] = self::only(self::TRANSACTION, $row)
            + [
                'operations' => array_map(
                    static fn(array $operation): array => self::only(self::OPERATION, $operation),
                    $this->database->rows('SELECT * FROM xplugin_jtl_twint_operation WHERE transaction_id = :id
                                ORDER BY id DESC LIMIT '
                    . self::MOST_ROWS, $id),
                ),
                'events' => array_map(
                    static fn(array $event): array => self::only(self::EVENT, $event),
                    $this->database->rows('SELECT * FROM xplugin_jtl_twint_event WHERE transaction_id = :id
                                ORDER BY id DESC LIMIT '
                    . self::MOST_ROWS, $id),
                ),
            ];
        }

        return $history;
    }

    /** @return list<array<string, string|null>> */
    private function transactions(string $orderNumber): array
    {
        return $this->database->rows('SELECT * FROM xplugin_jtl_twint_transaction WHERE order_number = :number
                ORDER BY attempt DESC LIMIT ' . self::MOST_ROWS, [
            'number' => $orderNumber,
        ]);
    }

    /**
     * @param list<string> $columns
     * @param array<string, string|null> $row
     * @return array<string, string|null>
     */
    private static function only(array $columns, array $row): array
    {
        return array_intersect_key($row, array_flip($columns));
    }

    /** @param array<array-key, mixed> $value */
    private static function json(array $value): string
    {
        return json_encode(
            $value,
            JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
        );
    }
}
