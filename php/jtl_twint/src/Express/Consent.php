<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** A box that the shop requires to be ticked before it takes an order. */
final class Consent
{
    /** @param string $text the merchant's own, which may be HTML */
    public function __construct(
        public readonly string $field,
        public readonly string $text,
        public readonly string $url,
    ) {
    }

    /**
     * Those of them that a form ticked.
     *
     * @param list<self> $required
     * @param array<array-key, mixed> $form
     * @return array<string, string> by field, as the shop's own form sends them
     */
    public static function given(array $required, array $form): array
    {
        $given = [];
        foreach ($required as $consent) {
            if (isset($form[$consent->field])) {
                $given[$consent->field] = 'Y';
            }
        }

        return $given;
    }
}
