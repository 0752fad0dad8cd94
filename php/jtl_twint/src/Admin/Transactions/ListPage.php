<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

/** One page of the list, and the addresses of its neighbours. */
final class ListPage
{
    /**
     * @param list<array<string, string|null>> $rows
     * @param array<string, string>|null $previous what to add to the address for the page before, null where there is none
     * @param array<string, string>|null $next
     */
    public function __construct(
        public readonly array $rows,
        public readonly ?array $previous,
        public readonly ?array $next,
        /** Whether there is more than is looked through: the search should be narrower. */
        public readonly bool $cut = false,
    ) {
    }
}
