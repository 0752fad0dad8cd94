<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Checkout\Bestellung;
use JTL\DB\DbInterface;
use JTL\Plugin\Payment\Method;
use Plugin\jtl_twint\src\Persistence\Database;
use Psr\Log\LoggerInterface;

final class JtlIncomingPayments implements IncomingPayments
{
    private const PROVIDER = 'TWINT';

    public function __construct(
        private readonly Database $database,
        private readonly DbInterface $shop,
        private readonly OurMethod $method,
        private readonly LoggerInterface $logger,
    ) {
    }

    public function record(Bestellung $order, string $amount, string $note, ?string $fee): void
    {
        $before = $this->count($order, $note);
        try {
            // The shop's own class: ours may be gone for an order of an earlier installation.
            (new Method($this->method->moduleId, 0, $this->shop))->addIncomingPayment($order, (object) [
                'cZahlungsanbieter' => self::PROVIDER,
                'fBetrag' => $amount,
                'fZahlungsgebuehr' => $fee ?? '0.00',
                'cISO' => 'CHF',
                'cHinweis' => $note,
            ]);
        } catch (\Throwable $exception) {
            // A listener of hook 401 may stumble; what counts is whether the row was written.
            $this->logger->error('TWINT: after recording an incoming payment: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
        if ($this->count($order, $note) !== ($before + 1)) {
            throw new \RuntimeException('The incoming payment was not recorded.');
        }
    }

    private function count(Bestellung $order, string $note): int
    {
        $row = $this->database->row('SELECT COUNT(*) AS number FROM tzahlungseingang WHERE kBestellung = :id AND cHinweis = :note', [
            'id' => (int) $order->kBestellung,
            'note' => $note,
        ]);

        return (int) ($row['number'] ?? 0);
    }
}
