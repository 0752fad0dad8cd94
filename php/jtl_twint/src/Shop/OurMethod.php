<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Plugin\PluginInterface;

/** The payment method as the shop has installed it. */
final class OurMethod
{
    /** @param list<int> $ids kZahlungsart */
    public function __construct(
        public readonly string $moduleId,
        public readonly array $ids,
    ) {
    }

    public static function of(PluginInterface $plugin): self
    {
        $moduleId = 'kPlugin_' . $plugin->getID() . '_twint';
        $ids = [];
        foreach ($plugin->getPaymentMethods()->getMethods() as $method) {
            $moduleId = $method->getModuleID();
            $ids[] = $method->getMethodID();
        }

        return new self($moduleId, $ids);
    }

    public function isOf(int $paymentMethodId): bool
    {
        return in_array($paymentMethodId, $this->ids, true);
    }
}
