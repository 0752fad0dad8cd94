<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Events\Dispatcher;
use Plugin\jtl_twint\src\Shop\MailHeldException;
use Psr\Log\LoggerInterface;

/**
 * Listens to the shop. What goes wrong in a listener of ours is logged and never reaches the shop: a missing table, an older
 * schema or a broken row must not take a page of it down, nor its backend, its login or Wawi's synchronisation.
 */
final class ShopHooks
{
    /**
     * @param \Closure(class-string): object $build
     * @param \Closure(): LoggerInterface $logger asked for only where something went wrong
     */
    public function __construct(
        private readonly Dispatcher $dispatcher,
        private readonly \Closure $build,
        private readonly \Closure $logger,
    ) {
    }

    /** @param class-string<Subscriber> $subscriber */
    public function subscribe(string $subscriber): void
    {
        // @mago-expect analysis:possibly-static-access-on-interface (always one of our classes)
        foreach ($subscriber::listeners() as $name => $method) {
            $isEvent = str_contains($name, '.');
            if ($isEvent || \defined($name)) {
                $this->listen($isEvent ? $name : self::event((int) \constant($name)), fn(mixed $arguments): mixed => [
                    ($this->build)($subscriber),
                    $method,
                ]($arguments));
            }
        }
    }

    /** @param callable(array<array-key, mixed>): mixed $listener */
    public function on(int $hook, callable $listener): void
    {
        $this->listen(self::event($hook), $listener);
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

    /** @param callable(mixed): mixed $listener */
    private function listen(string $event, callable $listener): void
    {
        $this->dispatcher->listen($event, function (mixed $arguments) use ($listener): void {
            $this->safely(static fn(): mixed => $listener($arguments));
        });
    }

    private static function event(int $hook): string
    {
        return 'shop.hook.' . $hook;
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
