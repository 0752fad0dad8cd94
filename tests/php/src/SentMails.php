<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Health\Alarm;
use Plugin\jtl_twint\src\Shop\MerchantMail;

/** A mailer that keeps what the merchant would get. */
final class SentMails implements MerchantMail
{
    public bool $broken = false;

    /** @var list<array{string, list<Alarm>}> address and alarms */
    public array $sent = [];

    public function send(string $address, array $alarms): void
    {
        if ($this->broken) {
            throw new \RuntimeException('no mail server');
        }
        $this->sent[] = [$address, $alarms];
    }

    /** @return list<list<string>> */
    public function kinds(): array
    {
        return array_map(static fn(array $mail): array => array_map(
            static fn(Alarm $alarm): string => $alarm->kind,
            $mail[1],
        ), $this->sent);
    }
}
