<?php

declare(strict_types=1);

namespace Twint\Tests;

/** The words of docs/glossary.md, by language. */
final class Glossary
{
    private const FILE = __DIR__ . '/../../../docs/glossary.md';
    private const LANGUAGES = ['de', 'en', 'fr', 'it'];
    /** What has the same name in every language, whatever its words. */
    private const NAMES = '/JTL-Shop|Store UUID|store UUID|TWINT Reference|extension=\S*/';

    /** @var array<string, list<string>> the words and phrases of each language */
    private array $words = [];

    public function __construct()
    {
        $rows = 0;
        foreach (explode("\n", (string) file_get_contents(self::FILE)) as $line) {
            $cells = array_map(trim(...), explode('|', trim($line, '|')));
            if (count($cells) !== count(self::LANGUAGES) || $cells === self::LANGUAGES || $cells[0] === '---') {
                continue;
            }
            ++$rows;
            foreach (self::LANGUAGES as $i => $language) {
                // What stands in brackets tells two meanings apart.
                foreach (explode(',', (string) preg_replace('/ *\(.*?\)/', '', $cells[$i])) as $word) {
                    $this->words[$language][] = trim($word);
                }
            }
        }
        if ($rows < 50) {
            throw new \RuntimeException('The tables of the glossary could not be read.');
        }
    }

    /** @return list<string> the empty cells' languages, one entry for each */
    public function gaps(): array
    {
        return array_keys(array_filter($this->words, static fn(array $words): bool => in_array('', $words, true)));
    }

    /** @return list<string> the words in a text of a language that only other languages have */
    public function foreign(string $language, string $text): array
    {
        $text = (string) preg_replace(self::NAMES, '', $text);
        $own = mb_strtolower(implode(' ', $this->words[$language]));
        $found = [];
        foreach ($this->words as $other => $words) {
            foreach ($other === $language ? [] : $words as $word) {
                if (!self::has(mb_strtolower($word), $own) && self::has($word, $text)) {
                    $found[] = "$word ($other)";
                }
            }
        }

        return array_values(array_unique($found));
    }

    /** As a word of its own, also where it begins a sentence; in capitals only, it is a name. */
    private static function has(string $word, string $text): bool
    {
        $first = mb_substr($word, 0, 1);
        $either = '[' . mb_strtoupper($first) . mb_strtolower($first) . ']' . preg_quote(mb_substr($word, 1), '/');

        return preg_match('/(?<![\p{L}\p{N}_.\/-])' . $either . '(?![\p{L}\p{N}_-])/u', $text) === 1;
    }
}
