<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Access\Circumstances;
use Plugin\jtl_twint\src\Express\Basket;
use Plugin\jtl_twint\src\Express\Buyer;
use Plugin\jtl_twint\src\Express\ExpressShop;
use Plugin\jtl_twint\src\Express\ExpressState;
use Plugin\jtl_twint\src\Express\Line;
use Plugin\jtl_twint\src\Express\Refusal;
use Plugin\jtl_twint\src\Express\RefusedException;
use Plugin\jtl_twint\src\Express\ShippingOption;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Shop\BuyersCircumstances;
use Plugin\jtl_twint\src\Shop\BuyersCredit;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderHold;
use Plugin\jtl_twint\src\Shop\OrderState;
use Plugin\jtl_twint\src\Shop\Recipient;

/**
 * The shop around the plugin: orders, stock, incoming payments and mails in plain tables, so that other processes see the
 * same shop.
 */
final class ShopWorld implements
    OrderGateway,
    OrderHold,
    BuyersCircumstances,
    BuyersCredit,
    IncomingPayments,
    ExpressShop,
    MailGateway,
    Notifier
{
    /** Of each article, before anybody ordered. */
    public const STOCK = 10;
    /** kZahlungsart of TWINT. */
    private const TWINT = 1;

    /** The shop's mailer takes what it is given. */
    public bool $mailsAreSent = true;
    /** @var (\Closure(int): bool)|null whether the shop's mailer skips the confirmation of an order */
    public ?\Closure $skipsConfirmation = null;
    /** Of whoever looks at the shop. */
    public string $language = 'ger';
    public string $domain = 'shop.example';
    public int $customerGroup = 1;
    /** Of every buyer. */
    public string $mailAddress = 'gast@example.com';

    /** @param \PDO|ShopDatabase $database the latter where a lost connection is opened anew */
    public function __construct(
        private readonly \PDO|ShopDatabase $database,
    ) {
    }

    public static function create(\PDO $pdo): void
    {
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tbestellung (kBestellung INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, cBestellNr VARCHAR(64), kKunde INT,
            kZahlungsart INT DEFAULT 1, kWaehrung INT DEFAULT 3, fGesamtsumme DOUBLE, wawi_total DOUBLE, wawi_has TINYINT DEFAULT 0, fWaehrungsFaktor DOUBLE DEFAULT 1, cStatus CHAR(2) DEFAULT 1, cAbgeholt CHAR(1), kWarenkorb INT DEFAULT 0, fGuthaben DOUBLE DEFAULT 0, dBezahltDatum DATE NULL, dErstellt DATETIME, address VARCHAR(255) NULL, currency CHAR(3) DEFAULT "CHF",
            KEY kZahlungsart (kZahlungsart), KEY kWarenkorb (kWarenkorb), KEY idx_dErstellt_WK (dErstellt, cStatus, kWarenkorb)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tkunde (kKunde INT UNSIGNED PRIMARY KEY, cVorname VARCHAR(255), cNachname VARCHAR(255), cKundenNr VARCHAR(255)) ENGINE=InnoDB',
        );
        $pdo->exec('CREATE TABLE IF NOT EXISTS twaehrung (kWaehrung INT PRIMARY KEY, fFaktor DOUBLE) ENGINE=InnoDB');
        $pdo->exec(
            "CREATE TABLE IF NOT EXISTS tzahlungseingang (kZahlungseingang INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kBestellung INT, fBetrag DOUBLE, fZahlungsgebuehr DOUBLE, cISO CHAR(3), cHinweis VARCHAR(255), cAbgeholt CHAR(1) DEFAULT 'N') ENGINE=InnoDB",
        );
        $pdo->exec('CREATE TABLE IF NOT EXISTS twarenkorbpos (kWarenkorbPos INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kWarenkorb INT, cName VARCHAR(255), cArtNr VARCHAR(255),
            fPreis DOUBLE, fMwSt FLOAT, nAnzahl DOUBLE, nPosTyp TINYINT UNSIGNED, kBestellpos INT UNSIGNED DEFAULT 0, kArtikel INT UNSIGNED DEFAULT 0,
            fLagerbestandVorAbschluss DOUBLE NULL, KEY (kWarenkorb)) ENGINE=InnoDB');
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS twarenkorbposeigenschaft (kWarenkorbPos INT UNSIGNED, kEigenschaftWert INT UNSIGNED) ENGINE=InnoDB',
        );
        $pdo->exec(
            "CREATE TABLE IF NOT EXISTS tartikel (kArtikel INT UNSIGNED PRIMARY KEY, fLagerbestand DOUBLE DEFAULT 0, kVaterArtikel INT UNSIGNED DEFAULT 0, kStueckliste INT UNSIGNED DEFAULT 0,
            fPackeinheit DOUBLE DEFAULT 1, cLagerBeachten CHAR(1) DEFAULT 'Y', cLagerKleinerNull CHAR(1) DEFAULT 'N', cLagerVariation CHAR(1) DEFAULT 'N') ENGINE=InnoDB",
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS teigenschaftwert (kEigenschaftWert INT UNSIGNED PRIMARY KEY, fLagerbestand DOUBLE DEFAULT 0, fPackeinheit DOUBLE DEFAULT 0) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tstueckliste (kStueckliste INT UNSIGNED, kArtikel INT UNSIGNED, fAnzahl DOUBLE, PRIMARY KEY (kStueckliste, kArtikel)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tlieferschein (kLieferschein INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kInetBestellung INT, KEY (kInetBestellung)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tlieferscheinpos (kLieferscheinPos INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kLieferschein INT, kBestellPos INT UNSIGNED, fAnzahl DOUBLE) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tversand (kVersand INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kLieferschein INT) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS tbestellattribut (kBestellattribut INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, kBestellung INT UNSIGNED, cName VARCHAR(255), cValue MEDIUMTEXT, UNIQUE KEY (kBestellung, cName)) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS credit (kBestellung INT UNSIGNED PRIMARY KEY, given_back INT) ENGINE=InnoDB',
        );
        $pdo->exec(
            'CREATE TABLE IF NOT EXISTS said (id INT AUTO_INCREMENT PRIMARY KEY, kBestellung INT, what VARCHAR(40)) ENGINE=InnoDB',
        );
    }

    public static function clear(\PDO $pdo): void
    {
        foreach ([
            'tbestellung',
            'tbestellattribut',
            'twarenkorbpos',
            'twarenkorbposeigenschaft',
            'tartikel',
            'teigenschaftwert',
            'tstueckliste',
            'tlieferschein',
            'tlieferscheinpos',
            'tversand',
            'tzahlungseingang',
            'credit',
            'said',
        ] as $table) {
            $pdo->exec("DELETE FROM $table");
        }
        $pdo->exec('REPLACE INTO twaehrung (kWaehrung, fFaktor) VALUES (3, 1)');
        $pdo->exec("REPLACE INTO tkunde (kKunde, cVorname, cNachname, cKundenNr) VALUES (7, 'Petra', 'sealed', '')");
    }

    /** A buyer ordered an article that has the order's number; the shop lowered its stock, of one piece to 9 of 10. */
    public function newOrder(string $amount = '42.00', ?int $id = null, int $pieces = 1): Bestellung
    {
        $this->run('INSERT INTO tbestellung (kBestellung, kKunde, fGesamtsumme, cAbgeholt, dErstellt) VALUES (?, 7, ?, ?, UTC_TIMESTAMP())', [
            $id,
            $amount,
            self::HELD,
        ]);
        $id = (int) $this->pdo()->lastInsertId();
        $this->run("UPDATE tbestellung SET cBestellNr = CONCAT('B', kBestellung) WHERE kBestellung = ?", [$id]);
        $this->run('INSERT INTO credit (kBestellung, given_back) VALUES (?, 0)', [$id]);
        $this->newArticle($id, self::STOCK - $pieces);
        $this->addRow($id, \C_WARENKORBPOS_TYP_GRATISGESCHENK, 'piece', 0.0, 0.0, $pieces, $id);

        return $this->load($id) ?? throw new \LogicException();
    }

    /** Goods for 42.00, by post for 7.00 or to be fetched. */
    public function basket(array $totals = ['post' => '49.00', 'fetch' => '42.00']): Basket
    {
        return new Basket(
            '42.00',
            [new ShippingOption('post', 'Post', '7.00'), new ShippingOption('fetch', 'Abholen', '0.00')],
            json_encode($totals, JSON_THROW_ON_ERROR),
            [new Line('1', 'Kanne', 'CHF 42.00')],
            'mark',
            null,
            'ger',
            true,
            false,
        );
    }

    public function ofVisitor(): Circumstances
    {
        return new Circumstances($this->language, $this->domain, $this->customerGroup);
    }

    public function ofOrder(Bestellung $order, string $language): Circumstances
    {
        return new Circumstances($language, $this->domain, $this->customerGroup);
    }

    public function consents(): array
    {
        return [];
    }

    public function article(array $form, array $consents): ?Basket
    {
        throw new \LogicException('Articles are bought in a real shop.');
    }

    public function mark(): string
    {
        return 'mark';
    }

    /** In a tiny shop with few rules: it sends to Switzerland, and asks what the order comes to. */
    public function order(string $content, Buyer $buyer, string $shipping): Bestellung
    {
        if ($buyer->country() !== 'CH') {
            throw new RefusedException(Refusal::Abroad);
        }
        $totals = json_decode($content, true, flags: JSON_THROW_ON_ERROR);
        if ($totals[$shipping] === 'exit') {
            exit('the shop leaves');
        }
        $order = $this->newOrder($totals[$shipping], null, $totals['pieces'] ?? 1);
        $this->run('UPDATE tbestellung SET address = ? WHERE kBestellung = ?', [
            implode(' ', $buyer->asForm()),
            $order->kBestellung,
        ]);

        return $order;
    }

    public function setCurrency(int $orderId, string $currency): void
    {
        $this->run('UPDATE tbestellung SET currency = ? WHERE kBestellung = ?', [$currency, $orderId]);
    }

    /** This shop's checkout has no boxes. */
    public function actOnConsents(): void
    {
    }

    /** For a test that puts rows of its own into the cart. */
    public function emptyCart(int $orderId): void
    {
        $this->run('DELETE FROM twarenkorbpos WHERE kWarenkorb = ?', [$orderId]);
    }

    /** @param array<string, scalar> $more columns of tartikel */
    public function newArticle(int $id, float $stock, array $more = []): void
    {
        $row = ['kArtikel' => $id, 'fLagerbestand' => $stock] + $more;
        $this->run(
            sprintf(
                'INSERT INTO tartikel (%s) VALUES (%s)',
                implode(', ', array_keys($row)),
                implode(', ', array_fill(0, count($row), '?')),
            ),
            array_values($row),
        );
    }

    /**
     * Puts a row into the cart of an order, as the shop does: net price of a piece.
     *
     * @param int $article whose stock it lowers; 0: none
     * @return int its number
     */
    public function addRow(
        int $orderId,
        int $type,
        string $name,
        float $net,
        float $vat,
        float $quantity,
        int $article = 0,
    ): int {
        $this->run('UPDATE tbestellung SET kWarenkorb = kBestellung WHERE kBestellung = ?', [$orderId]);
        $this->run(
            'INSERT INTO twarenkorbpos (kWarenkorb, cName, cArtNr, fPreis, fMwSt, nAnzahl, nPosTyp, kArtikel) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            [
                $orderId,
                $name,
                'SKU-' . $name,
                $net,
                $vat,
                $quantity,
                $type,
                $article,
            ],
        );

        return (int) $this->pdo()->lastInsertId();
    }

    /**
     * A parcel leaves, as Wawi tells the shop.
     *
     * @param array<int, float> $quantities by Wawi's number of the row
     * @return int the note's number
     */
    public function deliver(int $orderId, array $quantities): int
    {
        $this->run('INSERT INTO tlieferschein (kInetBestellung) VALUES (?)', [$orderId]);
        $note = (int) $this->pdo()->lastInsertId();
        foreach ($quantities as $row => $quantity) {
            $this->run('INSERT INTO tlieferscheinpos (kLieferschein, kBestellPos, fAnzahl) VALUES (?, ?, ?)', [
                $note,
                $row,
                $quantity,
            ]);
        }
        $this->run('INSERT INTO tversand (kLieferschein) VALUES (?)', [$note]);

        return $note;
    }

    public function load(int $orderId): ?Bestellung
    {
        $row = $this->row('SELECT * FROM tbestellung WHERE kBestellung = ?', [$orderId]);
        if ($row === null) {
            return null;
        }
        $order = new Bestellung();
        $order->kBestellung = (int) $row['kBestellung'];
        $order->cBestellNr = $row['cBestellNr'];
        $order->kKunde = (int) $row['kKunde'];
        $order->fGesamtsumme = (float) $row['fGesamtsumme'];
        $order->fWaehrungsFaktor = (float) $row['fWaehrungsFaktor'];

        return $order;
    }

    public function state(int $orderId): ?OrderState
    {
        return $this->read($orderId, '');
    }

    public function byNumber(string $orderNumber): ?int
    {
        $row = $this->row('SELECT kBestellung FROM tbestellung WHERE cBestellNr = ? ORDER BY kBestellung DESC LIMIT 1', [
            $orderNumber,
        ]);

        return $row === null ? null : (int) $row['kBestellung'];
    }

    public function lock(int $orderId): ?OrderState
    {
        return $this->read($orderId, ' FOR UPDATE');
    }

    public function currency(Bestellung $order): string
    {
        return (string) $this->row('SELECT currency FROM tbestellung WHERE kBestellung = ?', [
            $order->kBestellung,
        ])['currency'];
    }

    public function setStatus(int $orderId, int $status, bool $replacesPaid): bool
    {
        return $this->run('UPDATE tbestellung SET cStatus = ? WHERE kBestellung = ? AND (cStatus IN (1, 2) OR cStatus = 3 AND ?)', [
            $status,
            $orderId,
            (int) $replacesPaid,
        ]) === 1;
    }

    public function undoPaidAtCreation(int $orderId): bool
    {
        return $this->run('UPDATE tbestellung SET cStatus = 2, dBezahltDatum = NULL WHERE kBestellung = ? AND cStatus = 3', [
            $orderId,
        ]) === 1;
    }

    public function notePaidDate(int $orderId): void
    {
        $this->run('UPDATE tbestellung SET dBezahltDatum = COALESCE(dBezahltDatum, CURDATE()) WHERE kBestellung = ?', [
            $orderId,
        ]);
    }

    public function release(int $orderId): bool
    {
        return $this->run("UPDATE tbestellung SET cAbgeholt = 'N' WHERE kBestellung = ? AND cAbgeholt IN (?, ?)", [
            $orderId,
            self::HELD,
            self::HELD_AGAIN,
        ]) === 1;
    }

    public function hold(int $orderId): bool
    {
        return $this->run("UPDATE tbestellung SET cAbgeholt = IF(cStatus = -1, ?, ?) WHERE kBestellung = ? AND cAbgeholt = 'N'", [
            self::HELD,
            self::HELD_AGAIN,
            $orderId,
        ]) === 1;
    }

    public function cancel(int $orderId): void
    {
        $this->run(
            'UPDATE tbestellung SET cStatus = -1, cAbgeholt = IF(cAbgeholt = ?, ?, cAbgeholt) WHERE kBestellung = ? AND cStatus IN (1, 2)',
            [self::HELD_AGAIN, self::HELD, $orderId],
        );
    }

    public function retire(int $orderId): bool
    {
        return $this->run("UPDATE tbestellung SET cAbgeholt = 'Y' WHERE kBestellung = ? AND cAbgeholt = ? AND cStatus = -1", [
            $orderId,
            self::HELD,
        ]) === 1;
    }

    public function giveBackCredit(int $orderId): void
    {
        $this->run('UPDATE credit SET given_back = given_back + 1 WHERE kBestellung = ?', [$orderId]);
    }

    public function withoutAttempt(int $olderThanMinutes, int $above, int $upTo, int $limit): array
    {
        $rows = $this->rows(
            'SELECT kBestellung FROM tbestellung FORCE INDEX (PRIMARY) LEFT JOIN xplugin_jtl_twint_transaction ON order_id = kBestellung
            WHERE id IS NULL AND cStatus IN (-1, 1, 2) AND cAbgeholt = ? AND dErstellt <= UTC_TIMESTAMP() - INTERVAL ? MINUTE
                AND kBestellung > ? AND kBestellung <= ? ORDER BY kBestellung LIMIT ' . $limit,
            [self::HELD, $olderThanMinutes, $above, $upTo],
        );

        return array_map(static fn(array $row): int => (int) $row['kBestellung'], $rows);
    }

    public function firstSince(int $minutes): int
    {
        $rows = $this->rows('SELECT COALESCE(
                (SELECT kBestellung FROM tbestellung WHERE dErstellt >= UTC_TIMESTAMP() - INTERVAL ? MINUTE ORDER BY dErstellt, kBestellung LIMIT 1),
                (SELECT MAX(kBestellung) + 1 FROM tbestellung), 1) AS id', [$minutes]);

        return (int) $rows[0]['id'];
    }

    public function record(Bestellung $order, string $amount, string $note, ?string $fee): void
    {
        $this->run("INSERT INTO tzahlungseingang (kBestellung, fBetrag, fZahlungsgebuehr, cISO, cHinweis) VALUES (?, ?, ?, 'CHF', ?)", [
            $order->kBestellung,
            $amount,
            $fee ?? '0.00',
            $note,
        ]);
    }

    public function orderConfirmation(int $orderId): void
    {
        if ($this->skipsConfirmation === null || !($this->skipsConfirmation)($orderId)) {
            $this->say($orderId, __FUNCTION__);
        }
    }

    public function paymentReceived(int $orderId): void
    {
        $this->say($orderId, __FUNCTION__);
    }

    public function orderCancelled(int $orderId, bool $promised = false): void
    {
        $this->say($orderId, $promised ? 'orderCancelled, as promised' : __FUNCTION__);
    }

    public function orderGivenUp(Transaction $transaction): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    public function recipient(int $orderId): Recipient
    {
        return new Recipient('Petra Muster', $this->mailAddress);
    }

    public function paymentLink(int $orderId, string $amount): bool
    {
        $this->say($orderId, __FUNCTION__ . ' ' . $amount);

        return $this->mailsAreSent;
    }

    public function notOrdered(Buyer $buyer, string $language, ExpressState $why): void
    {
        $this->say(0, __FUNCTION__ . ' ' . $why->value);
    }

    public function paymentNotMade(Transaction $transaction): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    public function paymentReserved(Transaction $transaction): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    public function paymentRefunded(Transaction $transaction, string $amount): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    public function partReceived(Transaction $transaction): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    public function attention(Transaction $transaction, string $why = ''): void
    {
        $this->say($transaction->orderId, __FUNCTION__);
    }

    // ── what the tests look at ──

    public function status(int $orderId): int
    {
        return (int) ($this->row('SELECT cStatus FROM tbestellung WHERE kBestellung = ?', [$orderId])['cStatus'] ?? 0);
    }

    public function fetched(int $orderId): string
    {
        return (string) (
            $this->row('SELECT cAbgeholt FROM tbestellung WHERE kBestellung = ?', [$orderId])['cAbgeholt'] ?? ''
        );
    }

    /** How often the buyer's credit was given back. */
    public function creditsOf(int $orderId): int
    {
        return (int) ($this->row('SELECT given_back FROM credit WHERE kBestellung = ?', [$orderId])['given_back'] ?? 0);
    }

    /** Of the article that {@see self::newOrder} made for it. */
    public function stockOf(int $orderId): int
    {
        return (int) (
            $this->row('SELECT fLagerbestand FROM tartikel WHERE kArtikel = ?', [$orderId])['fLagerbestand'] ?? 0
        );
    }

    /** @return list<string> the amounts */
    public function paymentsOf(int $orderId): array
    {
        $amounts = [];
        foreach ($this->rows('SELECT fBetrag FROM tzahlungseingang WHERE kBestellung = ? ORDER BY 1', [
            $orderId,
        ]) as $row) {
            $amounts[] = number_format((float) $row['fBetrag'], 2, '.', '');
        }

        return $amounts;
    }

    /** @return list<string> */
    public function saidOf(int $orderId): array
    {
        return array_column($this->rows('SELECT what FROM said WHERE kBestellung = ? ORDER BY id', [$orderId]), 'what');
    }

    private function read(int $orderId, string $lock): ?OrderState
    {
        $row = $this->row('SELECT * FROM tbestellung WHERE kBestellung = ?' . $lock, [$orderId]);

        return $row === null
            ? null
            : new OrderState(
                $orderId,
                (int) $row['cStatus'],
                (string) $row['cAbgeholt'],
                (int) $row['kZahlungsart'] === self::TWINT,
                $row['dBezahltDatum'] !== null,
            );
    }

    private function say(int $orderId, string $what): void
    {
        $this->run('INSERT INTO said (kBestellung, what) VALUES (?, ?)', [$orderId, $what]);
    }

    private function pdo(): \PDO
    {
        return $this->database instanceof ShopDatabase ? $this->database->getPDO() : $this->database;
    }

    /** @param list<mixed> $values */
    private function run(string $sql, array $values): int
    {
        $statement = $this->pdo()->prepare($sql);
        $statement->execute($values);

        return $statement->rowCount();
    }

    /**
     * @param list<mixed> $values
     * @return array<string, string|null>|null
     */
    private function row(string $sql, array $values): ?array
    {
        return $this->rows($sql, $values)[0] ?? null;
    }

    /**
     * @param list<mixed> $values
     * @return list<array<string, string|null>>
     */
    private function rows(string $sql, array $values): array
    {
        $statement = $this->pdo()->prepare($sql);
        $statement->execute($values);

        return $statement->fetchAll(\PDO::FETCH_ASSOC);
    }
}
