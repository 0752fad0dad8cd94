<?php

declare(strict_types=1);

namespace Plugin\twint_empty;

use JTL\Events\Dispatcher;
use JTL\Plugin\Bootstrapper;
use Laminas\Diactoros\Response\JsonResponse;

/** What any answer of the shop costs: the status of a payment is measured against it. */
class Bootstrap extends Bootstrapper
{
    /** @inheritdoc */
    public function boot(Dispatcher $dispatcher): void
    {
        parent::boot($dispatcher);
        $dispatcher->listen('shop.hook.' . \HOOK_ROUTER_PRE_DISPATCH, static function (array $arguments): void {
            $arguments['router']->addRoute(
                '/twint-empty',
                static fn(): JsonResponse => new JsonResponse(['state' => 'empty']),
                'twintEmpty',
            );
        });
    }
}
