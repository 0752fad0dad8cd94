<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Wawi;

use JTL\Events\Dispatcher;
use Plugin\jtl_twint\src\Services;

/**
 * Hears when Wawi has set the stock of an article, in full or quickly, and subtracts what held orders have taken. Never
 * an exception: it would break Wawi's whole synchronisation.
 */
final class StockSync
{
    public function __construct(
        private readonly Services $services,
    ) {
    }

    public function register(Dispatcher $dispatcher): void
    {
        $this->on($dispatcher, 'HOOK_QUICKSYNC_XML_BEARBEITEINSERT', $this->article(...));
        $this->on($dispatcher, 'HOOK_ARTIKEL_XML_BEARBEITEINSERT', $this->article(...));
        // Only now have the variations been written.
        $this->on($dispatcher, 'HOOK_SYNC_ADDED_PRODUCT', $this->variations(...));
    }

    /** @param array<array-key, mixed> $arguments */
    private function article(array $arguments): void
    {
        $article = $arguments['oArtikel'] ?? null;
        if (!$article instanceof \stdClass) {
            return;
        }
        $held = $this->services->heldStock()->subtractFrom((int) ($article->kArtikel ?? 0));
        $sent = $article->fLagerbestand ?? null;
        if ($held > 0 && is_numeric($sent)) {
            // By this object the shop decides whether to tell buyers that the article is back.
            $article->fLagerbestand = (float) $sent - $held;
        }
    }

    /** @param array<array-key, mixed> $arguments */
    private function variations(array $arguments): void
    {
        $this->services->heldStock()->subtractFromVariationsOf((int) ($arguments['productID'] ?? 0));
    }

    /** @param callable(array<array-key, mixed>): void $listener */
    private function on(Dispatcher $dispatcher, string $hook, callable $listener): void
    {
        // Some hooks are younger than the oldest shop we run in.
        if (!\defined($hook)) {
            return;
        }
        $dispatcher->listen('shop.hook.' . (string) \constant($hook), function (array $arguments) use (
            $listener,
        ): void {
            try {
                $listener($arguments);
            } catch (\Throwable $exception) {
                $this->services->logger()->error('TWINT: what unpaid orders hold could not be subtracted from the stock that Wawi sent: {error}', [
                    'error' => $exception->getMessage(),
                ]);
            }
        });
    }
}
