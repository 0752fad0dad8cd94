<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Shop\HeldStock;
use Plugin\jtl_twint\src\Shop\StockGateway;

/** The shop's stock: what an order took, what Wawi sets meanwhile, and what is given back. */
final class StockTest extends PaymentTestCase
{
    /** Far above the numbers of orders, which count on from test to test: an order has an article of its own number. */
    private const SHIRT = 9_000_001;
    private const PARENT = 9_000_002;
    private const CHILD = 9_000_003;
    private const CAN = 9_000_004;
    private const CUP = 9_000_005;
    private const SET = 9_000_006;
    private const RED = 91;
    private const BLUE = 92;

    public function testAHeldOrderIsSubtractedFromTheStockThatWawiSends(): void
    {
        $t = $this->begin();
        $this->wawiSets($t->orderId, 10);
        self::assertSame(9, $this->world->shop->stockOf($t->orderId));

        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 1 DAY');
        $this->passTime($t);
        $this->sweep();
        $this->sweep();
        self::assertSame(-1, $this->world->shop->status($t->orderId));
        self::assertSame(10, $this->world->shop->stockOf($t->orderId));

        $this->wawiSets($t->orderId, 10);
        self::assertSame(10, $this->world->shop->stockOf($t->orderId), 'it holds nothing any more');
    }

    /** Of orders older than some days only those are looked at that we have something to do for. */
    public function testAnOldOrderIsSubtractedAsLongAsItIsHeld(): void
    {
        $t = $this->begin();
        $this->sql('UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 30 DAY');
        $this->world->shop->newOrder();
        foreach ([
            "phase = 'pending', duties = ''",
            "phase = 'authorised', duties = ''",
            "phase = 'partially_captured', duties = ''",
            "phase = 'failed', duties = '', next_poll_at = UTC_TIMESTAMP(3) - INTERVAL 1 DAY",
            "phase = 'captured', duties = 'release_to_wawi', next_poll_at = UTC_TIMESTAMP(3) + INTERVAL 10 YEAR",
        ] as $state) {
            $this->sql("UPDATE xplugin_jtl_twint_transaction SET $state WHERE id = $t->id");
            $this->wawiSets($t->orderId, 10);
            self::assertSame(9, $this->world->shop->stockOf($t->orderId), $state);
        }
        $this->sql("UPDATE xplugin_jtl_twint_transaction SET duties = '' WHERE id = $t->id");
        $this->sql("UPDATE tbestellung SET cAbgeholt = 'N' WHERE kBestellung = $t->orderId");
        $this->wawiSets($t->orderId, 10);
        self::assertSame(10, $this->world->shop->stockOf($t->orderId), 'Wawi has it');
    }

    public function testARecentOrderIsSubtractedWhateverTheDatesOfOthers(): void
    {
        $orderId = (int) $this->world->shop->newOrder()->kBestellung;
        $later = (int) $this->world->shop->newOrder()->kBestellung;
        $this->sql("UPDATE tbestellung SET dErstellt = dErstellt - INTERVAL 1 HOUR WHERE kBestellung = $later");
        $this->wawiSets($orderId, 10);
        self::assertSame(9, $this->world->shop->stockOf($orderId));
    }

    public function testWhatWawiSoldElsewhereDoesNotComeBackWithTheOrder(): void
    {
        $t = $this->begin();
        $this->wawiSets($t->orderId, 0);
        self::assertSame(-1, $this->world->shop->stockOf($t->orderId));
        $this->world->get(StockGateway::class)->giveBack($t->orderId);
        self::assertSame(0, $this->world->shop->stockOf($t->orderId));
    }

    public function testAnOrderThatWawiMayFetchIsLeftToTheShopsOwnSubtraction(): void
    {
        foreach (['N' => 10, 'Y' => 10, 'P' => 9, 'Q' => 9] as $fetched => $stock) {
            $id = (int) $this->world->shop->newOrder()->kBestellung;
            $this->sql("UPDATE tbestellung SET cAbgeholt = '$fetched' WHERE kBestellung = $id");
            $this->wawiSets($id, 10);
            self::assertSame($stock, $this->world->shop->stockOf($id), $fetched);
        }
    }

    /** An order that was held again and then cancelled was cancelled by Wawi, which has its stock. */
    public function testACancelledOrderHoldsStockUntilItIsGivenBack(): void
    {
        foreach (['P' => 9, 'Q' => 10] as $fetched => $stock) {
            $id = (int) $this->world->shop->newOrder()->kBestellung;
            $this->sql("UPDATE tbestellung SET cAbgeholt = '$fetched', cStatus = -1 WHERE kBestellung = $id");
            $this->wawiSets($id, 10);
            self::assertSame($stock, $this->world->shop->stockOf($id), $fetched);
        }
    }

    public function testValuesOfVariationsAreSubtractedAsTheyAreGivenBack(): void
    {
        $shop = $this->world->shop;
        $shop->newArticle(self::SHIRT, 30, ['cLagerVariation' => 'Y']);
        $this->sql('INSERT INTO teigenschaftwert VALUES (' . self::RED . ', 10, 0), (' . self::BLUE . ', 20, 2)');
        $id = $this->orderOf(self::SHIRT, 3, [self::RED, self::BLUE]);
        $this->wawiSets(self::SHIRT, 30);
        $this->held()->subtractFromVariationsOf(self::SHIRT);
        self::assertSame([27.0, 7.0, 14.0], [
            $this->stock(self::SHIRT),
            $this->value(self::RED),
            $this->value(self::BLUE),
        ]);
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame([30.0, 10.0, 20.0], [
            $this->stock(self::SHIRT),
            $this->value(self::RED),
            $this->value(self::BLUE),
        ]);
    }

    public function testAChildHoldsStockOfItsParent(): void
    {
        $this->world->shop->newArticle(self::PARENT, 15);
        $this->world->shop->newArticle(self::CHILD, 5, ['kVaterArtikel' => self::PARENT]);
        $id = $this->orderOf(self::CHILD, 2);
        $this->wawiSets(self::CHILD, 5);
        $this->wawiSets(self::PARENT, 15);
        self::assertSame([3.0, 13.0], [$this->stock(self::CHILD), $this->stock(self::PARENT)]);
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame([5.0, 15.0], [$this->stock(self::CHILD), $this->stock(self::PARENT)]);
    }

    /** A set is two cans and a cup; the shop counts the cans, so ten sets can be sold. */
    public function testABillOfMaterialHoldsItsPartsAndPartsHoldTheBill(): void
    {
        $this->billOfMaterial();
        $sets = $this->orderOf(self::SET, 3);
        $can = $this->orderOf(self::CAN, 1);
        foreach ([[self::CAN, self::SET], [self::SET, self::CAN]] as $sequence) {
            foreach ($sequence as $article) {
                $this->wawiSets($article, $article === self::CAN ? 20 : 10);
            }
            self::assertSame([13.0, 6.0], [$this->stock(self::CAN), $this->stock(self::SET)]);
        }
        $this->world->get(StockGateway::class)->giveBack($sets);
        self::assertSame([19.0, 9.0], [$this->stock(self::CAN), $this->stock(self::SET)]);
        $this->world->get(StockGateway::class)->giveBack($can);
        self::assertSame([20.0, 10.0], [$this->stock(self::CAN), $this->stock(self::SET)]);
    }

    /** The shop lowers the set by what was sold of it, whatever its parts are enough for. */
    public function testABillGetsBackWhatWasTakenOfItAndNotAllThatItsPartsAreEnoughFor(): void
    {
        $this->billOfMaterial();
        $id = $this->orderOf(self::SET, 1);
        $this->sql('UPDATE tartikel SET fLagerbestand = 18 WHERE kArtikel = ' . self::CAN);
        $this->sql('UPDATE tartikel SET fLagerbestand = 2 WHERE kArtikel = ' . self::SET);
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame([20.0, 3.0], [$this->stock(self::CAN), $this->stock(self::SET)]);

        $this->wawiSets(self::CAN, 20);
        $this->wawiSets(self::SET, 3);
        self::assertSame([18.0, 2.0], [$this->stock(self::CAN), $this->stock(self::SET)]);
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame([20.0, 3.0], [$this->stock(self::CAN), $this->stock(self::SET)]);
    }

    /**
     * @testWith ["N", "N"]
     *           ["Y", "Y"]
     */
    public function testABillOfPartsThatMayBeOversoldGetsBackWhatWasTakenOfIt(string $set, string $counted): void
    {
        $this->billOfMaterial();
        $this->sql("UPDATE tartikel SET cLagerKleinerNull = 'Y' WHERE kArtikel = " . self::CAN);
        $this->sql("UPDATE tartikel SET cLagerKleinerNull = '$set' WHERE kArtikel = " . self::SET);
        $this->sql("UPDATE tartikel SET cLagerBeachten = '$counted' WHERE kArtikel = " . self::CUP);
        $this->sql('UPDATE tartikel SET fLagerbestand = 99 WHERE kArtikel = ' . self::CUP);
        $id = $this->orderOf(self::SET, 3);
        $this->sql('UPDATE tartikel SET fLagerbestand = 14 WHERE kArtikel = ' . self::CAN);
        $this->sql('UPDATE tartikel SET fLagerbestand = 7 WHERE kArtikel = ' . self::SET);
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame([20.0, 10.0], [$this->stock(self::CAN), $this->stock(self::SET)]);

        $this->wawiSets(self::SET, 10);
        self::assertSame(7.0, $this->stock(self::SET));
    }

    public function testABillWithoutCountedPartsHoldsItself(): void
    {
        $this->billOfMaterial();
        $this->sql("UPDATE tartikel SET cLagerBeachten = 'N' WHERE kArtikel = " . self::CAN);
        $id = $this->orderOf(self::SET, 3);
        $this->wawiSets(self::SET, 10);
        self::assertSame(7.0, $this->stock(self::SET));
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame(10.0, $this->stock(self::SET));
    }

    /** Of one that was oversold the shop took only what there was. */
    public function testNoMoreIsSubtractedThanIsGivenBack(): void
    {
        $this->world->shop->newArticle(self::CAN, 0, ['cLagerKleinerNull' => 'Y']);
        $id = $this->orderOf(self::CAN, 5);
        $this->sql('UPDATE twarenkorbpos SET fLagerbestandVorAbschluss = 2 WHERE kArtikel = ' . self::CAN);
        $this->wawiSets(self::CAN, 20);
        self::assertSame(18.0, $this->stock(self::CAN));
        $this->world->get(StockGateway::class)->giveBack($id);
        self::assertSame(20.0, $this->stock(self::CAN));
    }

    private function billOfMaterial(): void
    {
        $this->world->shop->newArticle(self::CAN, 20);
        $this->world->shop->newArticle(self::CUP, 0, ['cLagerBeachten' => 'N']);
        $this->world->shop->newArticle(self::SET, 10, ['kStueckliste' => 1]);
        $this->sql('INSERT INTO tstueckliste VALUES (1, ' . self::CAN . ', 2), (1, ' . self::CUP . ', 1)');
    }

    /** @param list<int> $values of its variations */
    private function orderOf(int $article, float $quantity, array $values = []): int
    {
        $shop = $this->world->shop;
        $id = (int) $shop->newOrder()->kBestellung;
        $shop->emptyCart($id);
        $row = $shop->addRow($id, C_WARENKORBPOS_TYP_ARTIKEL, 'thing', 10.0, 8.1, $quantity, $article);
        foreach ($values as $value) {
            $this->sql("INSERT INTO twarenkorbposeigenschaft VALUES ($row, $value)");
        }

        return $id;
    }

    /** As the shop's synchronisation does: sets it, then calls the plugin's hook. */
    private function wawiSets(int $article, float $stock): void
    {
        $this->sql("UPDATE tartikel SET fLagerbestand = $stock WHERE kArtikel = $article");
        $before = $this->stock($article);
        $held = $this->held()->subtractFrom($article);
        self::assertSame($before - $held, $this->stock($article));
    }

    /** Of a request of its own, as each part of a synchronisation is. */
    private function held(): HeldStock
    {
        return (new World($this->twint, pdo: $this->world->pdo))->get(HeldStock::class);
    }

    private function stock(int $article): float
    {
        return $this->number("SELECT fLagerbestand FROM tartikel WHERE kArtikel = $article");
    }

    private function value(int $id): float
    {
        return $this->number("SELECT fLagerbestand FROM teigenschaftwert WHERE kEigenschaftWert = $id");
    }

    private function number(string $sql): float
    {
        return (float) $this->world->pdo->query($sql)->fetchColumn();
    }
}
