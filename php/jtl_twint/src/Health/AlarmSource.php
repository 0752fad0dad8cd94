<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

interface AlarmSource
{
    /** @return list<Alarm> what is wrong at that moment */
    public function now(\DateTimeImmutable $now): array;
}
