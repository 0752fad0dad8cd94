<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** What the browser sent, read with types. */
final class PostedForm
{
    /** @param array<array-key, mixed> $post */
    public function __construct(
        private readonly array $post,
    ) {
    }

    /** What the form asks for; the name of its button. */
    public function action(): string
    {
        return $this->text('twint_action');
    }

    /** Trimmed; empty where it is missing. */
    public function text(string $name): string
    {
        $value = $this->post[$name] ?? '';

        return is_string($value) ? trim($value) : '';
    }

    public function number(string $name): int
    {
        $text = $this->text($name);

        return ctype_digit($text) && strlen($text) < 18 ? (int) $text : 0;
    }

    public function isChecked(string $name): bool
    {
        return $this->text($name) !== '';
    }

    /** @return array<array-key, string> */
    public function texts(string $name): array
    {
        $values = $this->post[$name] ?? [];

        return (
            is_array($values)
                ? array_map(static fn(mixed $value): string => is_string($value) ? trim($value) : '', $values)
                : []
        );
    }

    /** Exactly as typed: the shop's filter against scripts changes what stands in $_POST, which would spoil a passphrase. */
    public function secret(string $name): string
    {
        $raw = filter_input(INPUT_POST, $name, FILTER_UNSAFE_RAW);
        if (is_string($raw)) {
            return $raw;
        }
        $value = $this->post[$name] ?? '';

        return is_string($value) ? $value : '';
    }
}
