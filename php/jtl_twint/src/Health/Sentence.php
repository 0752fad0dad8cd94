<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

/**
 * A sentence of the catalogues and what is put into it, which may be a sentence as well. It becomes a text only where it is read: an
 * alarm is raised in a visitor's request, and nobody has chosen the merchant's language there.
 */
final class Sentence
{
    /** @var list<int|string|self> */
    public readonly array $values;
    private string|self $set = '';
    private string $added = '';

    public function __construct(
        public readonly string $key,
        int|string|self ...$values,
    ) {
        $this->values = array_values($values);
    }

    /** How long ago, in the largest unit that fits. */
    public static function ago(int $seconds): self
    {
        return match (true) {
            $seconds < 60 => new self('twint.ago.now'),
            $seconds < 120 => new self('twint.ago.minute'),
            $seconds < 7200 => new self('twint.ago.minutes', intdiv($seconds, 60)),
            $seconds < 172_800 => new self('twint.ago.hours', intdiv($seconds, 3600)),
            default => new self('twint.ago.days', intdiv($seconds, 86_400)),
        };
    }

    /**
     * The same, said of one set of access data of several.
     *
     * @param string|self $set what the merchant calls it
     */
    public function of(string|self $set): self
    {
        $sentence = clone $this;
        $sentence->set = $set;

        return $sentence;
    }

    /** The same, with what belongs to it in brackets; nothing where that is empty. */
    public function with(string $added): self
    {
        $sentence = clone $this;
        $sentence->added = $added;

        return $sentence;
    }

    public function text(): string
    {
        $text = $this->message() . ($this->added === '' ? '' : " ($this->added)");
        $set = self::textOf($this->set);

        return $set === '' ? $text : sprintf(__('twint.set.says'), $set, $text);
    }

    /** The sentence alone, as the manual explains it. */
    public function message(): string
    {
        return (
            $this->values === []
                ? __($this->key)
                : vsprintf(__($this->key), array_map(self::textOf(...), $this->values))
        );
    }

    private static function textOf(int|string|self $value): int|string
    {
        return $value instanceof self ? $value->text() : $value;
    }
}
