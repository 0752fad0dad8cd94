<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** One row of what is bought, in the shop's words. */
final class Line
{
    public function __construct(
        public readonly string $quantity,
        public readonly string $name,
        /** The whole row's, with its currency. */
        public readonly string $price,
    ) {
    }

    /** @param list<self> $lines */
    public static function toJson(array $lines): string
    {
        return json_encode(array_map(static fn(self $line): array => [
            $line->quantity,
            $line->name,
            $line->price,
        ], $lines), JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }

    /** @return list<self> */
    public static function fromJson(string $json): array
    {
        /** @var list<array{string, string, string}> $rows */
        $rows = json_decode($json, true, flags: JSON_THROW_ON_ERROR);

        return array_map(static fn(array $row): self => new self(...$row), $rows);
    }
}
