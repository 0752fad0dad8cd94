<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;

/**
 * The shop shows its thanks for an order once. Whoever opens their address again, by a reload, from a second tab or on another device,
 * would see a number without an order: they are led to the order's own page.
 */
final class Thanks
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly FactStore $facts,
        private readonly OrderPage $page,
    ) {
    }

    /** The token by which the shop shows the thanks for this order; null: it has done so. */
    public function tokenFor(Transaction $transaction): ?string
    {
        $row = $this->database->row('SELECT cId FROM tbestellid WHERE kBestellung = :order', [
            'order' => $transaction->orderId,
        ]);
        if ($row === null) {
            return null;
        }
        $token = (string) $row['cId'];
        $this->facts->put(Fact::Thanked, ['transaction' => $transaction->id], self::key($token));

        return $token;
    }

    /**
     * On each request, and only where it asks for thanks does it cost anything.
     *
     * @param \Closure(): self $build
     */
    public static function leadOnwards(\Closure $build): void
    {
        $token = $_GET['i'] ?? null;
        if (!is_string($token) || $token === '') {
            return;
        }
        $page = $build()->pageAfter($token);
        if ($page === null) {
            return;
        }
        header('Location: ' . $page, true, 303);
        header('Cache-Control: no-store');
        exit();
    }

    /**
     * The page of the order, where the shop has shown its thanks already. Never that of the payment: the address of the thanks stands in
     * the history and in analytics.
     */
    private function pageAfter(#[\SensitiveParameter] string $token): ?string
    {
        $id = $this->facts->get(Fact::Thanked, self::key($token))['transaction'] ?? null;
        if (!is_int($id) || $this->database->row('SELECT cId FROM tbestellid WHERE cId = :token', ['token' => $token]) !== null) {
            return null;
        }

        $transaction = $this->transactions->find($id);

        return $transaction === null ? null : $this->page->of($transaction);
    }

    /** For as long as the page of a payment is good. */
    public function forgetOld(): void
    {
        $this->facts->forgetOld(Fact::Thanked, PageToken::LIVES_DAYS);
    }

    /** Who reads the table learns no address. */
    private static function key(#[\SensitiveParameter] string $token): string
    {
        return substr(hash('sha256', $token), 0, 32);
    }
}
