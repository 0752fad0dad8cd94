<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Events\Dispatcher;
use Psr\Log\LoggerInterface;

/**
 * Listens to the shop. What goes wrong in a listener of ours is logged and never reaches the shop: a missing table, an older
 * schema or a broken row must not take a page of it down, nor its backend or its login.
 */
final class ShopHooks
{
    /** @param \Closure(): LoggerInterface $logger asked for only where something went wrong */
    public function __construct(
        private readonly Dispatcher $dispatcher,
        private readonly \Closure $logger,
    ) {
    }

    /** @param callable(array<array-key, mixed>): void $listener */
    public function on(int $hook, callable $listener): void
    {
        $this->onEvent('shop.hook.' . $hook, $listener);
    }

    /** @param callable(mixed): void $listener */
    public function onEvent(string $event, callable $listener): void
    {
        $this->dispatcher->listen($event, function (mixed $arguments) use ($listener): void {
            $this->safely(static fn() => $listener($arguments));
        });
    }

    /** @param callable(): mixed $work */
    public function safely(callable $work): void
    {
        try {
            $work();
        } catch (MailHeldException $meantForTheShop) {
            throw $meantForTheShop;
        } catch (\Throwable $exception) {
            $this->log($exception);
        }
    }

    private function log(\Throwable $exception): void
    {
        try {
            ($this->logger)()->error('TWINT: the shop goes on without it: {error} ({file}:{line})', [
                'error' => $exception->getMessage(),
                'file' => basename($exception->getFile()),
                'line' => $exception->getLine(),
            ]);
        } catch (\Throwable) {
            // A shop whose log does not work has other worries.
        }
    }
}
