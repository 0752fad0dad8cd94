<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\SecretBox;

/**
 * Finds attempts by what the merchant knows of the buyer: a name, an e-mail address, a customer number. The shop keeps names
 * encrypted; so only keyed fingerprints of whole words are kept here, from which nobody can read anything.
 */
final class SearchWords
{
    private const TABLE = 'xplugin_jtl_twint_word';
    /** Of a name or a search: enough for the longest company. */
    private const MOST = 6;

    public function __construct(
        private readonly Database $database,
        private readonly SecretBox $box,
    ) {
    }

    public function remember(int $transactionId, Bestellung $order): void
    {
        foreach ($this->of($order) as $word) {
            $this->database->execute('INSERT IGNORE INTO '
            . self::TABLE
            . ' (word, transaction_id) VALUES (:word, :id)', [
                'word' => $word,
                'id' => $transactionId,
            ]);
        }
    }

    /**
     * What an order is found by: surname, company, address and number each alone, first names only together with another.
     *
     * @return list<string> fingerprints
     */
    public function of(object $order): array
    {
        $address = $order->oRechnungsadresse ?? null;
        $names = self::words((string) ($address->cNachname ?? '') . ' ' . (string) ($address->cFirma ?? ''));
        $all = [...self::words((string) ($address->cVorname ?? '')), ...$names];
        $more = self::words((string) ($address->cMail ?? '') . ' ' . (string) ($order->oKunde->cKundenNr ?? ''));
        $alone = [...$names, ...$more];

        return array_map($this->fingerprint(...), [...$alone, ...self::pairs($all)]);
    }

    /** @return list<int> the newest attempts whose buyer has all these words */
    public function find(string $text, int $limit): array
    {
        $words = self::words($text);
        if ($words === []) {
            return [];
        }
        // A pair is rare where each of its words may be frequent.
        $needed = count($words) === 1 ? $words : self::pairs($words);
        $from = self::TABLE . ' w0';
        $values = [];
        foreach ($needed as $number => $word) {
            $values['word' . $number] = $this->fingerprint($word);
            $from .= $number === 0
                ? ''
                : sprintf(
                    ' JOIN %1$s w%2$d ON w%2$d.transaction_id = w0.transaction_id AND w%2$d.word = :word%2$d',
                    self::TABLE,
                    $number,
                );
        }
        $rows = $this->database->rows(
            "SELECT w0.transaction_id AS id FROM $from WHERE w0.word = :word0 ORDER BY w0.transaction_id DESC LIMIT $limit",
            $values,
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @return list<string> without accents and in small letters, each once */
    private static function words(string $text): array
    {
        $plain = transliterator_transliterate('Any-Latin; Latin-ASCII; Lower()', $text);
        $words = preg_split('/[^a-z0-9@._+-]+/', $plain === false ? '' : $plain, -1, PREG_SPLIT_NO_EMPTY);
        $words = array_filter($words === false ? [] : $words, static fn(string $word): bool => strlen($word) > 1);

        return array_slice(array_values(array_unique($words)), 0, self::MOST);
    }

    /**
     * @param list<string> $words
     * @return list<string> each two of them, whatever their order
     */
    private static function pairs(array $words): array
    {
        $pairs = [];
        foreach ($words as $number => $one) {
            foreach (array_slice($words, $number + 1) as $other) {
                $pairs[] = strcmp($one, $other) < 0 ? $one . ' ' . $other : $other . ' ' . $one;
            }
        }

        return $pairs;
    }

    private function fingerprint(string $word): string
    {
        return $this->box->fingerprint($word, 'search');
    }
}
