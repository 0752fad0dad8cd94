<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use JTL\Shop;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Database;

/**
 * The shop shows its thanks for an order once; whoever comes again, by a reload or from a second tab, would see a number without
 * an order. They are led to the order's own page.
 */
final class Thanks
{
    /** With the shop's word for the order in its address: the session was led there, from this attempt. */
    private const KEY = 'jtl_twint_thanks_';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    /** The word by which the shop shows the thanks for this order; null: it has done so. */
    public function wordFor(Transaction $transaction): ?string
    {
        $row = $this->database->row('SELECT cId FROM tbestellid WHERE kBestellung = :order', [
            'order' => $transaction->orderId,
        ]);
        if ($row === null) {
            return null;
        }
        $_SESSION[self::KEY . (string) $row['cId']] = $transaction->token;

        return (string) $row['cId'];
    }

    /**
     * On each request, and only where it asks for thanks that this session was led to does it cost anything.
     *
     * @param \Closure(): self $build
     */
    public static function leadOnwards(\Closure $build): void
    {
        $word = $_GET['i'] ?? null;
        $token = is_string($word) ? $_SESSION[self::KEY . $word] ?? null : null;
        if (!is_string($word) || !is_string($token) || !$build()->wereSaid($word)) {
            return;
        }
        header('Location: ' . Shop::getURL() . PayUrls::PREFIX . $token . '/finish', true, 303);
        header('Cache-Control: no-store');
        exit();
    }

    private function wereSaid(string $word): bool
    {
        return $this->database->row('SELECT cId FROM tbestellid WHERE cId = :word', ['word' => $word]) === null;
    }
}
