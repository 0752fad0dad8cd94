<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Bookings;

use Plugin\jtl_twint\src\Access\AccessKey;

/** One company's books, where the access data are those of several. */
final class ChosenSet
{
    /**
     * What is no set chooses one without money: the books of all must never pass for those of one company.
     *
     * @param mixed $id as the address has it; missing or empty: all
     * @return int|null id of the set, which may be deleted by now; null: all
     */
    public static function of(mixed $id): ?int
    {
        return match (true) {
            $id === null, $id === '' => null,
            is_string($id) && ctype_digit($id) => (int) $id,
            default => AccessKey::NONE,
        };
    }
}
