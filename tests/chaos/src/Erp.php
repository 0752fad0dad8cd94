<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Shop\HeldStock;
use Plugin\jtl_twint\src\Shop\OrderRates;
use Plugin\jtl_twint\src\Wawi\Queue;
use Twint\Tests\ShopWorld;

/** JTL-Wawi: changes the shop's tables as its synchronisation does, and tells the plugin. */
final class Erp
{
    /** Orders that it could fetch, and has not cancelled. */
    private const IN_WORK = "cAbgeholt IN ('N', 'Y') AND cStatus IN (1, 2, 3, 4, 5)";

    public function __construct(
        private readonly \PDO $database,
        private readonly Queue $queue,
        private readonly OrderRates $rates,
        private readonly HeldStock $held,
    ) {
    }

    public function does(WawiVerb $verb, Act $act, int $ordered): void
    {
        $this->database->beginTransaction();
        $isDone = match ($verb) {
            WawiVerb::Ship => $this->set($act->order, BESTELLUNG_STATUS_VERSANDT, self::IN_WORK)
                && $this->pack($act->order, Cart::PIECES),
            // Somebody there trusts the buyer, who has begun to pay.
            WawiVerb::ShipUnpaid => $this->set(
                $act->order,
                BESTELLUNG_STATUS_VERSANDT,
                'cStatus IN (1, 2) AND EXISTS (SELECT 1 FROM xplugin_jtl_twint_transaction WHERE order_id = kBestellung)',
            ),
            WawiVerb::Parcel => $this->set(
                $act->order,
                BESTELLUNG_STATUS_TEILVERSANDT,
                self::IN_WORK . ' AND cStatus <> 4',
            ) && $this->pack($act->order, $act->size),
            WawiVerb::Cancel => $this->set($act->order, BESTELLUNG_STATUS_STORNO, self::IN_WORK . ' AND cStatus <> 4'),
            WawiVerb::CancelHeld => $this->cancelHeld($act->order),
            WawiVerb::Reactivate => $this->set(
                $act->order,
                BESTELLUNG_STATUS_IN_BEARBEITUNG,
                'wawi_has = 1 AND cStatus = -1',
            ),
            WawiVerb::Edit => $this->edit($act->order, new Cart(max(5, intdiv($ordered * $act->size, 100)))),
            WawiVerb::Delete => $this->delete($act->order),
            WawiVerb::Stock => $this->stock($act->order),
        };
        $this->database->commit();
        $news = $verb->news();
        if ($isDone && $news !== null && !($act->unheard && $this->isSecured($act->order))) {
            if ($verb === WawiVerb::Edit) {
                $this->rates->noteToday($act->order, Cart::CURRENCY);
            }
            $this->queue->note($act->order, $news);
        }
    }

    /** Where it is not, whoever does not hear of it loses nothing. */
    private function isSecured(int $order): bool
    {
        $row = $this->database->prepare(
            "SELECT 1 FROM xplugin_jtl_twint_transaction WHERE order_id = ? AND phase IN ('authorised', 'partially_captured') AND closed = 0",
        );
        $row->execute([$order]);

        return $row->fetchColumn() !== false;
    }

    private function set(int $order, int $status, string $where): bool
    {
        $row = $this->database->prepare("SELECT 1 FROM tbestellung WHERE kBestellung = ? AND $where FOR UPDATE");
        $row->execute([$order]);
        $this->database
            ->prepare(
                "UPDATE tbestellung SET cAbgeholt = 'Y', wawi_has = 1, cStatus = ? WHERE kBestellung = ? AND $where",
            )
            ->execute([$status, $order]);

        return $row->fetchColumn() !== false;
    }

    /** The shop takes it, though Wawi has never seen the order; what holds it stays. */
    private function cancelHeld(int $order): bool
    {
        $cancelled = $this->database->prepare(
            "UPDATE tbestellung SET cStatus = -1 WHERE kBestellung = ? AND cAbgeholt = 'P' AND cStatus IN (1, 2)",
        );
        $cancelled->execute([$order]);

        return $cancelled->rowCount() === 1;
    }

    /** With no pieces left, or none in it, an old parcel is told of once more. */
    private function pack(int $order, int $pieces): bool
    {
        $sent = $this->database->prepare(
            'SELECT COALESCE(SUM(fAnzahl), 0) FROM tlieferscheinpos JOIN tlieferschein USING (kLieferschein) WHERE kInetBestellung = ?',
        );
        $sent->execute([$order]);
        $pieces = min($pieces, Cart::PIECES - (int) $sent->fetchColumn());
        if ($pieces > 0) {
            (new ShopWorld($this->database))->deliver($order, [Cart::row($order) => $pieces]);
        }

        return true;
    }

    private function edit(int $order, Cart $cart): bool
    {
        $row = $this->database->prepare(
            'SELECT 1 FROM tbestellung WHERE kBestellung = ? AND ' . self::IN_WORK . ' FOR UPDATE',
        );
        $row->execute([$order]);
        if ($row->fetchColumn() === false) {
            return false;
        }
        $rate = $this->database->query('SELECT fFaktor FROM twaehrung WHERE kWaehrung = ' . Cart::CURRENCY);
        $cart->into($order, $this->database, (float) $rate->fetchColumn());

        return true;
    }

    private function delete(int $order): bool
    {
        $gone = $this->database->prepare('DELETE FROM tbestellung WHERE kBestellung = ? AND ' . self::IN_WORK);
        $gone->execute([$order]);
        if ($gone->rowCount() === 0) {
            return false;
        }
        $this->database->prepare('DELETE FROM twarenkorbpos WHERE kWarenkorb = ?')->execute([$order]);

        return true;
    }

    /** The stock of the order's article as Wawi has it; the shop subtracts what Wawi has still to fetch, the plugin what it holds. */
    private function stock(int $article): bool
    {
        $set = $this->database->prepare("UPDATE tartikel SET fLagerbestand = ? - (SELECT COALESCE(SUM(p.nAnzahl), 0)
                FROM tbestellung o JOIN twarenkorbpos p USING (kWarenkorb)
                WHERE p.kArtikel = tartikel.kArtikel AND (o.cAbgeholt = 'N' OR o.wawi_has = 1 AND o.cStatus <> -1))
            WHERE kArtikel = ?");
        $set->execute([ShopWorld::STOCK, $article]);
        $this->held->subtractFrom($article);

        return true;
    }
}
