<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Health\Alarm;

/** Mails to the merchant. */
interface MerchantMail
{
    /**
     * @param string $address empty: the shop's own
     * @param non-empty-list<Alarm> $alarms
     * @throws \Throwable where it could not be sent
     */
    public function send(string $address, array $alarms): void;
}
