<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Express\CheckIn;
use Twint\Tests\Twint;

/** What must be true of the check-ins of TWINT Express when the dust has settled; as Rules. */
final class CheckInRules
{
    private const SHELF_LIFE_SECONDS = 1800;

    /**
     * @param list<array<string, string|null>> $rows ours, each with the amount and the address of its order
     * @param list<array<string, mixed>> $twint TWINT's, by pairing UUID
     * @param int $mails that said that nothing was ordered
     * @param bool $waitsForMoney whether an order is confirmed only once it is paid
     */
    private function __construct(
        private readonly array $rows,
        private readonly array $twint,
        private readonly int $mails,
        private readonly bool $waitsForMoney,
    ) {
    }

    public static function read(\PDO $database, Twint $twint, Plan $plan): self
    {
        $rows = $database
            ->query("SELECT c.*, t.amount, t.check_in AS paid_with, t.phase AS payment, o.address,
                (SELECT COUNT(*) FROM said WHERE kBestellung = t.order_id AND what = 'orderConfirmation') AS confirmations,
                (SELECT COUNT(*) FROM xplugin_jtl_twint_event e WHERE e.transaction_id = t.id AND e.event = 'confirmation_sent') AS noted
                FROM xplugin_jtl_twint_check_in c
                LEFT JOIN xplugin_jtl_twint_transaction t ON t.id = c.transaction_id
                LEFT JOIN tbestellung o ON o.kBestellung = t.order_id ORDER BY c.id")
            ->fetchAll(\PDO::FETCH_ASSOC);
        $mails = $database->query("SELECT COUNT(*) FROM said WHERE what LIKE 'notOrdered%'")->fetchColumn();

        return new self($rows, array_column($twint->checkIns(), null, 'uuid'), (int) $mails, $plan->settings['mail'] === 'paid');
    }

    /** @return list<string> */
    public function describe(): array
    {
        return array_map(fn(array $row): string => sprintf(
            'check-in %d of %s: %s (%s), chosen %s, order of %s; TWINT %s, orders %d',
            $row['id'],
            $row['page'],
            $row['phase'],
            $row['reason'] ?? '',
            $row['chosen'] ?? 'nothing',
            $row['amount'] ?? 'nothing',
            $this->atTwint($row)['state'] ?? 'knows nothing',
            count($this->atTwint($row)['orders'] ?? []),
        ), $this->rows);
    }

    /** @return iterable<string> */
    public function noCheckInPaysTwoOrders(): iterable
    {
        foreach ($this->twint as $uuid => $checkIn) {
            if (count($checkIn['orders']) > 1) {
                yield 'TWINT has ' . count($checkIn['orders']) . " orders of check-in $uuid.";
            }
        }
        $paidWith = array_count_values(array_filter(array_column($this->rows, 'paid_with'), is_string(...)));
        foreach ($paidWith as $uuid => $times) {
            if ($times > 1) {
                yield "We wrote $times orders of check-in $uuid.";
            }
        }
    }

    /** @return iterable<string> */
    public function noOrderIsWrittenWithoutTheBuyersData(): iterable
    {
        foreach ($this->rows as $row) {
            if ($row['transaction_id'] === null) {
                continue;
            }
            $states = array_column($this->atTwint($row)['history'] ?? [], 'state');
            if (!in_array('approved', $states, true)) {
                yield "check-in $row[id] has an order, and nobody approved it: " . implode(', ', $states);
            }
            if (!str_contains((string) $row['address'], 'Oberwald CH')) {
                yield "check-in $row[id] has an order to \"$row[address]\".";
            }
        }
    }

    /** @return iterable<string> */
    public function anOrderComesToWhatItsCheckInShowed(): iterable
    {
        foreach ($this->rows as $row) {
            if ($row['transaction_id'] === null) {
                continue;
            }
            $shown = null;
            foreach (json_decode((string) $row['shipping'], true, flags: JSON_THROW_ON_ERROR) as [$id, , $amount]) {
                if ($id === $row['chosen']) {
                    $shown = Books::rappen($row['net']) + Books::rappen($amount);
                }
            }
            if (Books::rappen($row['amount']) !== $shown || $row['paid_with'] !== $row['pairing_uuid']) {
                yield "check-in $row[id]: shown were $shown Rappen for $row[pairing_uuid], ordered $row[amount] with $row[paid_with].";
            }
        }
    }

    /** None where a process died as it was about to send it. @return iterable<string> */
    public function everyOrderOfACheckInIsConfirmedOnce(): iterable
    {
        foreach ($this->rows as $row) {
            $isDue = $row['transaction_id'] !== null && (!$this->waitsForMoney || $row['payment'] === 'captured');
            if ((int) $row['confirmations'] > 1 || (int) $row['noted'] > 1) {
                yield "the order of check-in $row[id] was confirmed $row[confirmations] times.";
            }
            if ($isDue && (int) $row['noted'] === 0) {
                yield "the order of check-in $row[id], $row[payment], was never confirmed.";
            }
        }
    }

    /** @return iterable<string> */
    public function everyCheckInEnds(): iterable
    {
        foreach ($this->rows as $row) {
            if ($row['phase'] !== 'over') {
                yield "check-in $row[id] is still $row[phase] ($row[reason]).";
            }
            // With an order it is TWINT's; one whose order could not be started is given back for as long as it may be used.
            $open = in_array($this->atTwint($row)['state'] ?? 'ended', ['offered', 'scanned', 'approved'], true);
            $isOrdered = ($this->atTwint($row)['orders'] ?? []) !== [];
            $lived = strtotime((string) $row['updated_at']) - strtotime((string) $row['created_at']);
            if ($open && !$isOrdered && ($row['transaction_id'] === null || $lived < self::SHELF_LIFE_SECONDS)) {
                yield "check-in $row[id] is over ($row[reason]), and still open at TWINT.";
            }
            if ($row['phase'] === 'over' && $row['transaction_id'] === null && (string) $row['reason'] === '') {
                yield "check-in $row[id] is over for no reason.";
            }
        }
    }

    /** @return iterable<string> */
    public function nothingOfTheBuyerIsKept(): iterable
    {
        foreach ($this->rows as $row) {
            foreach (['basket', 'goods', 'customer'] as $column) {
                if ($row[$column] !== null) {
                    yield "check-in $row[id], $row[phase]: $column is still there.";
                }
            }
        }
    }

    /** Whoever ordered, or left, gets no mail that nothing was ordered. @return iterable<string> */
    public function nobodyIsToldTwiceThatNothingWasOrdered(): iterable
    {
        $without = array_filter(
            $this->rows,
            static fn(array $row): bool => $row['transaction_id'] === null && $row['reason'] !== CheckIn::LEFT,
        );
        if ($this->mails > count($without)) {
            yield "$this->mails mails said that nothing was ordered, of " . count($without) . ' such check-ins.';
        }
    }

    /**
     * @param array<string, string|null> $row
     * @return array<string, mixed>
     */
    private function atTwint(array $row): array
    {
        return $this->twint[(string) $row['pairing_uuid']] ?? [];
    }
}
