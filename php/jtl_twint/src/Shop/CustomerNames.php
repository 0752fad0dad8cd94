<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Who ordered. */
interface CustomerNames
{
    /**
     * @param list<int> $orderIds
     * @return array<int, string> by order
     */
    public function of(array $orderIds): array;
}
