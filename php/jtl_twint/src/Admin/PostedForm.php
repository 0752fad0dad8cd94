<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** What the browser sent, read with types. */
final class PostedForm
{
    /**
     * @param array<array-key, mixed> $post
     * @param array<array-key, mixed> $files
     */
    public function __construct(
        private readonly array $post,
        private readonly array $files = [],
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
        $value = filter_has_var(INPUT_POST, $name)
            ? filter_input(INPUT_POST, $name, FILTER_UNSAFE_RAW)
            : $this->post[$name] ?? '';

        return is_string($value) ? $value : '';
    }

    /** What was uploaded, one byte more than the most at most; empty where no file was chosen, null where it did not arrive. */
    public function file(string $name, int $most): ?string
    {
        $file = $this->files[$name] ?? null;
        $error = is_array($file) ? $file['error'] ?? UPLOAD_ERR_NO_FILE : UPLOAD_ERR_NO_FILE;
        if ($error === UPLOAD_ERR_NO_FILE) {
            return '';
        }
        $path = is_array($file) && is_string($file['tmp_name'] ?? null) ? $file['tmp_name'] : '';
        if ($error !== UPLOAD_ERR_OK || !is_uploaded_file($path)) {
            return null;
        }
        $bytes = file_get_contents($path, length: $most + 1);

        return $bytes === false ? null : $bytes;
    }
}
