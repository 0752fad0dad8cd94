<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Which of our mails cannot be sent, and which the merchant does not want. */
final class MailTemplatesState
{
    /**
     * @param list<MailTemplate> $missing not in the shop: the plugin was uploaded and not updated, or somebody deleted them
     * @param array<string, string> $switchedOff by ModulId, as the backend calls them
     */
    public function __construct(
        public readonly array $missing,
        public readonly array $switchedOff,
    ) {
    }
}
