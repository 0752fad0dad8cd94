<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use Plugin\jtl_twint\src\Shop\HeldStock;

/** Wawi has set the stock of an article, in full or quickly: what held orders have taken is subtracted. */
final class WawiStock implements Subscriber
{
    public function __construct(
        private readonly HeldStock $heldStock,
    ) {
    }

    public static function listeners(): array
    {
        return [
            'HOOK_QUICKSYNC_XML_BEARBEITEINSERT' => 'articleWasSet',
            'HOOK_ARTIKEL_XML_BEARBEITEINSERT' => 'articleWasSet',
            // Only now have the variations been written.
            'HOOK_SYNC_ADDED_PRODUCT' => 'variationsWereSet',
        ];
    }

    /** @param array<array-key, mixed> $arguments */
    public function articleWasSet(array $arguments): void
    {
        $article = $arguments['oArtikel'] ?? null;
        if (!$article instanceof \stdClass) {
            return;
        }
        $held = $this->heldStock->subtractFrom((int) ($article->kArtikel ?? 0));
        $sent = $article->fLagerbestand ?? null;
        if ($held > 0 && is_numeric($sent)) {
            // By this object the shop decides whether to tell buyers that the article is back.
            $article->fLagerbestand = (float) $sent - $held;
        }
    }

    /** @param array<array-key, mixed> $arguments */
    public function variationsWereSet(array $arguments): void
    {
        $this->heldStock->subtractFromVariationsOf((int) ($arguments['productID'] ?? 0));
    }
}
