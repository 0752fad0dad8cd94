<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** A box that the shop's checkout asks the buyer to tick. */
final class Consent
{
    /**
     * @param string $text the merchant's own, which may be HTML
     * @param string $description the same, in smaller letters; may be empty
     * @param bool $isRequired whether the shop takes no order without
     */
    public function __construct(
        public readonly string $field,
        public readonly string $text,
        public readonly string $description,
        public readonly string $url,
        public readonly bool $isRequired,
    ) {
    }

    /**
     * Those of them that a form ticked.
     *
     * @param list<self> $asked
     * @param array<array-key, mixed> $form
     * @return array<string, string> by field, as the shop's own form sends them
     */
    public static function given(array $asked, array $form): array
    {
        $given = [];
        foreach ($asked as $consent) {
            if (isset($form[$consent->field])) {
                $given[$consent->field] = 'Y';
            }
        }

        return $given;
    }

    /**
     * Whether all that the shop requires was ticked.
     *
     * @param list<self> $asked
     * @param array<string, string> $given
     */
    public static function areEnough(array $asked, array $given): bool
    {
        foreach ($asked as $consent) {
            if ($consent->isRequired && !isset($given[$consent->field])) {
                return false;
            }
        }

        return true;
    }
}
