<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\CartHelper;
use JTL\Checkout\Kupon;
use JTL\Extensions\Config\Item;
use JTL\Session\Frontend;
use Plugin\jtl_twint\src\Persistence\Database;

/** As the shop fills a basket that it saved for a customer; it has nothing that orders once more. */
final class JtlBasket implements Basket
{
    /** The shop sends visitors elsewhere after an article was put in, unless it is told that this was done. */
    private const STAY_HERE = 1;

    private const ROWS = 'SELECT p.kWarenkorbPos AS id, p.kArtikel AS article, p.cName AS name, p.nAnzahl AS quantity, p.nPosTyp AS type,
            p.cUnique AS configuration, p.kKonfigitem AS item, p.cResponsibility AS responsibility
        FROM tbestellung o JOIN twarenkorbpos p ON p.kWarenkorb = o.kWarenkorb
        WHERE o.kBestellung = :order AND p.nPosTyp IN (:products, :gift) AND p.nAnzahl > 0 ORDER BY p.kWarenkorbPos';
    private const VARIATIONS = 'SELECT v.kEigenschaft, v.kEigenschaftWert, v.cEigenschaftName, v.cEigenschaftWertName, v.cFreifeldWert
        FROM twarenkorbposeigenschaft v WHERE v.kWarenkorbPos = :row';

    public function __construct(
        private readonly Database $database,
    ) {
    }

    public function refill(int $orderId, bool $isBuyers): array
    {
        // The shop wants to see the mark of its own forms; ours is proven by its address.
        $posted = $_POST['jtl_token'] ?? null;
        $_POST['jtl_token'] = $_SESSION['jtl_token'] ?? null;
        try {
            return $this->putAll($orderId, $isBuyers);
        } finally {
            $_POST['jtl_token'] = $posted;
        }
    }

    public function isEmpty(): bool
    {
        return Frontend::getCart()->gibAnzahlPositionenExt([\C_WARENKORBPOS_TYP_ARTIKEL]) === 0;
    }

    /** @return list<string> the names of what is missing */
    private function putAll(int $orderId, bool $isBuyers): array
    {
        $missing = [];
        $gift = null;
        $rows = $this->database->rows(self::ROWS, [
            'order' => $orderId,
            'products' => \C_WARENKORBPOS_TYP_ARTIKEL,
            'gift' => \C_WARENKORBPOS_TYP_GRATISGESCHENK,
        ]);
        foreach ($rows as $row) {
            if ((int) $row['type'] === \C_WARENKORBPOS_TYP_GRATISGESCHENK) {
                $gift = $row;
            } elseif (!$this->put($row, $isBuyers)) {
                $missing[] = (string) $row['name'];
            }
        }
        Frontend::getCart()->setzePositionsPreise();
        // What both depend on is the sum of the others.
        if ($gift !== null && !$this->putGift((int) $gift['article'])) {
            $missing[] = (string) $gift['name'];
        }
        if ($isBuyers) {
            $this->redeemVouchers($orderId);
        }

        return $missing;
    }

    /** @param array<string, string|null> $row */
    private function put(array $row, bool $isBuyers): bool
    {
        $variations = $this->variations((int) $row['id']);
        $hasWords = array_filter($variations, static fn(\stdClass $each): bool => (string) $each->cFreifeldWert !== '');
        if ($hasWords !== [] && !$isBuyers) {
            return false;
        }
        if ((int) $row['article'] === 0) {
            return $this->putConfigured($row);
        }

        return CartHelper::addProductIDToCart(
            (int) $row['article'],
            (float) $row['quantity'],
            $variations,
            self::STAY_HERE,
            (string) $row['configuration'],
            (int) $row['item'],
            null,
            false,
            $row['responsibility'] ?? 'core',
        );
    }

    /**
     * A part of a configuration that is no article.
     *
     * @param array<string, string|null> $row
     */
    private function putConfigured(array $row): bool
    {
        $item = new Item((int) $row['item']);
        if ((int) $row['item'] === 0 || $item->getKonfigitem() !== (int) $row['item']) {
            return false;
        }
        Frontend::getCart()->erstelleSpezialPos(
            (string) $item->getName(),
            (float) $row['quantity'],
            $item->getPreis(),
            $item->getSteuerklasse(),
            \C_WARENKORBPOS_TYP_ARTIKEL,
            false,
            !Frontend::getCustomerGroup()->isMerchant(),
            '',
            (string) $row['configuration'],
            (int) $row['item'],
            0,
            $row['responsibility'] ?? 'core',
        );

        return true;
    }

    /** If the sum still deserves it and there is one. */
    private function putGift(int $article): bool
    {
        $cart = Frontend::getCart();
        $deserved = $this->database->row(
            'SELECT a.kArtikel FROM tartikel a JOIN tartikelattribut t ON t.kArtikel = a.kArtikel AND t.cName = :gift
                WHERE a.kArtikel = :article AND CAST(t.cWert AS DECIMAL(14,2)) <= :total
                    AND (a.fLagerbestand > 0 OR a.cLagerKleinerNull = \'Y\' OR a.cLagerBeachten = \'N\')',
            [
                'gift' => \FKT_ATTRIBUT_GRATISGESCHENK,
                'article' => $article,
                'total' => (float) $cart->gibGesamtsummeWarenExt([\C_WARENKORBPOS_TYP_ARTIKEL], true),
            ],
        );
        if ($deserved === null) {
            return false;
        }
        $cart->loescheSpezialPos(\C_WARENKORBPOS_TYP_GRATISGESCHENK);
        $cart->fuegeEin($article, 1, [], \C_WARENKORBPOS_TYP_GRATISGESCHENK);

        return true;
    }

    /** The shop itself gives a new customer's voucher again in its checkout. */
    private function redeemVouchers(int $orderId): void
    {
        foreach ($this->database->rows('SELECT kKupon AS id FROM tkuponbestellung WHERE kBestellung = :order', [
            'order' => $orderId,
        ]) as $row) {
            $voucher = new Kupon((int) $row['id']);
            if ((int) $voucher->kKupon === 0 || Kupon::checkCoupon($voucher) !== []) {
                continue;
            }
            match ($voucher->cKuponTyp) {
                Kupon::TYPE_STANDARD => Kupon::acceptCoupon($voucher),
                Kupon::TYPE_SHIPPING => $_SESSION['oVersandfreiKupon'] = $voucher,
                default => null,
            };
        }
    }

    /** @return list<\stdClass> as the shop's own forms make them */
    private function variations(int $rowId): array
    {
        return array_map(
            static fn(array $variation): \stdClass => (object) [
                'kEigenschaft' => (int) $variation['kEigenschaft'],
                'kEigenschaftWert' => (int) $variation['kEigenschaftWert'],
                'cEigenschaftName' => (string) $variation['cEigenschaftName'],
                'cEigenschaftWertName' => (string) $variation['cEigenschaftWertName'],
                'cFreifeldWert' => $variation['cFreifeldWert'],
            ],
            $this->database->rows(self::VARIATIONS, ['row' => $rowId]),
        );
    }
}
