<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use JTL\Checkout\Bestellung;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\SecretBox;
use Symfony\Component\String\UnicodeString;

/**
 * Finds attempts by what the merchant knows of the buyer: a name or its beginning, an e-mail address, a customer number. The
 * shop keeps names encrypted; so only keyed fingerprints are kept here, from which nobody can read anything.
 */
final class SearchTerms
{
    private const TABLE = 'xplugin_jtl_twint_word';
    /** Of a name or a search: enough for the longest company. */
    private const MOST = 6;
    private const SHORTEST_BEGINNING = 3;
    private const LONGEST_BEGINNING = 12;

    public function __construct(
        private readonly Database $database,
        private readonly SecretBox $box,
    ) {
    }

    public function remember(int $transactionId, Bestellung $order): void
    {
        $rows = array_map(static fn(string $word): string => sprintf(
            "(X'%s', %d)",
            bin2hex($word),
            $transactionId,
        ), $this->of($order));
        if ($rows !== []) {
            $this->database->execute(
                'INSERT IGNORE INTO ' . self::TABLE . ' (word, transaction_id) VALUES ' . implode(', ', $rows),
            );
        }
    }

    /**
     * What an order is found by: each name and its beginnings, alone and beside another name; address and number as a whole.
     *
     * @return list<string> fingerprints
     */
    public function of(object $order): array
    {
        $address = $order->oRechnungsadresse ?? null;
        $names = self::words(implode(' ', [
            (string) ($address->cNachname ?? ''),
            (string) ($address->cVorname ?? ''),
            (string) ($address->cFirma ?? ''),
        ]));
        $texts = self::words((string) ($address->cMail ?? '') . ' ' . (string) ($order->oKunde->cKundenNr ?? ''));
        foreach ($names as $name) {
            foreach (self::beginnings($name) as $beginning) {
                $texts[] = $beginning;
                foreach (array_diff($names, [$name]) as $other) {
                    $texts[] = self::pair($beginning, $other);
                }
            }
        }

        return array_map($this->fingerprint(...), array_values(array_unique($texts)));
    }

    /** @return list<int> the newest attempts, from that to that number, whose buyer has all these words */
    public function find(string $text, int $limit, int $from = 0, int $to = PHP_INT_MAX): array
    {
        $words = self::words($text);
        if ($words === []) {
            return [];
        }
        // A pair is rare where each of its words may be frequent.
        $needed = count($words) === 1 ? $words : self::pairs($words);
        $tables = self::TABLE . ' w0';
        $values = ['from' => $from, 'to' => $to];
        foreach ($needed as $number => $word) {
            $values['word' . $number] = $this->fingerprint($word);
            $tables .= $number === 0
                ? ''
                : sprintf(
                    ' JOIN %1$s w%2$d ON w%2$d.transaction_id = w0.transaction_id AND w%2$d.word = :word%2$d',
                    self::TABLE,
                    $number,
                );
        }
        $rows = $this->database->rows(
            "SELECT w0.transaction_id AS id FROM $tables WHERE w0.word = :word0 AND w0.transaction_id BETWEEN :from AND :to
            ORDER BY w0.transaction_id DESC LIMIT $limit",
            $values,
        );

        return array_map(static fn(array $row): int => (int) $row['id'], $rows);
    }

    /** @return list<string> without accents and in small letters, each once */
    private static function words(string $text): array
    {
        $words = preg_split('/[^a-z0-9@._+-]+/', self::plain($text), -1, PREG_SPLIT_NO_EMPTY);
        $words = array_filter($words === false ? [] : $words, static fn(string $word): bool => strlen($word) > 1);

        return array_slice(array_values(array_unique($words)), 0, self::MOST);
    }

    /** In small letters without accents; where PHP has no intl, by the shop's library, which only knows Latin ones. */
    private static function plain(string $text): string
    {
        // At a broken letter, as in a name that the shop could not decrypt, the one gives up and the other throws.
        $text = mb_scrub($text, 'UTF-8');
        if (!function_exists('transliterator_transliterate')) {
            return (new UnicodeString($text))->ascii()->lower()->toString();
        }
        $plain = transliterator_transliterate('Any-Latin; Latin-ASCII; Lower()', $text);

        return $plain === false ? '' : $plain;
    }

    /** @return list<string> what may be typed of a name, the whole of it included */
    private static function beginnings(string $name): array
    {
        $beginnings = [$name];
        $longest = min(self::LONGEST_BEGINNING, strlen($name) - 1);
        for ($length = self::SHORTEST_BEGINNING; $length <= $longest; $length++) {
            $beginnings[] = substr($name, 0, $length);
        }

        return $beginnings;
    }

    /**
     * @param list<string> $words
     * @return list<string> each two of them
     */
    private static function pairs(array $words): array
    {
        $pairs = [];
        foreach ($words as $number => $one) {
            foreach (array_slice($words, $number + 1) as $other) {
                $pairs[] = self::pair($one, $other);
            }
        }

        return $pairs;
    }

    /** The same whatever their order. */
    private static function pair(string $one, string $other): string
    {
        return strcmp($one, $other) < 0 ? $one . ' ' . $other : $other . ' ' . $one;
    }

    private function fingerprint(string $word): string
    {
        return $this->box->fingerprint($word, 'search');
    }
}
