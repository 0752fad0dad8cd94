<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Documentation;

/** The messages of the plugin that a manual explains, in the first columns of its tables. */
final class Messages
{
    /** Stands in the manual for what is put into a sentence. */
    private const WHATEVER = '…';

    /** @param list<string> $plain without Markdown's marks */
    private function __construct(
        private readonly array $plain,
    ) {
    }

    public static function of(string $markdown): self
    {
        preg_match_all('/^\| (.+?) \|/m', $markdown, $rows);

        return new self(array_values(array_map(Anchor::plain(...), $rows[1])));
    }

    /** The place that explains a message; null: none does. Where several could have been filled so, it is the longest one's. */
    public function placeOf(string $message): ?string
    {
        $said = Anchor::plain($message);
        $found = '';
        foreach ($said === '' ? [] : $this->plain as $explained) {
            if (strlen($explained) > strlen($found) && preg_match(self::pattern($explained), $said) === 1) {
                $found = $explained;
            }
        }

        return $found === '' ? null : Anchor::ofMessage($found);
    }

    private static function pattern(string $explained): string
    {
        return '/^' . str_replace(self::WHATEVER, '.+', preg_quote($explained, '/')) . '$/suD';
    }
}
