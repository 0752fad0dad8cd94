<?php

declare(strict_types=1);

namespace Plugin\jtl_twint;

use JTL\Checkout\Bestellung;
use JTL\Events\Dispatcher;
use JTL\Events\Event;
use JTL\Plugin\Bootstrapper;
use JTL\Router\Router;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Admin\ConfigurationTab;
use Plugin\jtl_twint\src\Checkout\Routes;
use Plugin\jtl_twint\src\Checkout\StatusPageVisitor;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronRow;
use Plugin\jtl_twint\src\Cron\SweepJob;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Shop\HeldMail;
use Plugin\jtl_twint\src\Shop\HoldNewOrders;
use Plugin\jtl_twint\src\Shop\PayLinkInMail;

/** Ties the plugin to the shop. Without the extension it stays quiet and only its own page says what is missing. */
class Bootstrap extends Bootstrapper
{
    private ?Services $services = null;

    /** @inheritdoc */
    public function boot(Dispatcher $dispatcher): void
    {
        parent::boot($dispatcher);
        $this->offerCronJob($dispatcher);
        $services = $this->services();
        $services->boot();
        // Also without the extension: whoever is about to pay sees what is known, not an error.
        $dispatcher->listen('shop.hook.' . \HOOK_ROUTER_PRE_DISPATCH, static function (array $arguments) use (
            $services,
        ): void {
            if ($arguments['router'] instanceof Router) {
                CronEndpoint::register($arguments['router'], $services);
                Routes::register($arguments['router'], $services);
                StatusPageVisitor::remember();
            }
        });
        if (!Extension::isUsable()) {
            return;
        }
        $dispatcher->listen('shop.hook.'
        . \HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB, static function (array $arguments) use ($services): void {
            if ($arguments['oBestellung'] instanceof Bestellung) {
                HoldNewOrders::apply($services->method(), $arguments['oBestellung']);
            }
        });
        $dispatcher->listen('shop.hook.' . \HOOK_MAIL_PRERENDER, static function (array $arguments) use (
            $services,
        ): void {
            HeldMail::stop($services, $arguments['mail'] ?? null);
            PayLinkInMail::add($services, $arguments['mail'] ?? null);
        });
        if (!Shop::isFrontend()) {
            $this->mentionUncertain($services);
        }
    }

    /** @inheritdoc */
    public function installed(): void
    {
        parent::installed();
        (new CronRow(new Database($this->getDB())))->ensure();
    }

    /** @inheritdoc */
    public function updated($oldVersion, $newVersion): void
    {
        parent::updated($oldVersion, $newVersion);
        (new CronRow(new Database($this->getDB())))->ensure();
    }

    /** @inheritdoc */
    public function uninstalled(bool $deleteData = true): void
    {
        parent::uninstalled($deleteData);
        (new CronRow(new Database($this->getDB())))->remove();
    }

    /** @inheritdoc */
    public function renderAdminMenuTab(string $tabName, int $menuID, JTLSmarty $smarty): string
    {
        return (new ConfigurationTab($this->services(), $smarty))->render($menuID);
    }

    private function services(): Services
    {
        return $this->services ??= new Services($this->getPlugin(), $this->getDB(), $this->getCache());
    }

    private function offerCronJob(Dispatcher $dispatcher): void
    {
        $dispatcher->listen(Event::GET_AVAILABLE_CRONJOBS, static function (array &$arguments): void {
            $arguments['jobs'][] = SweepJob::TYPE;
        });
        $dispatcher->listen(Event::MAP_CRONJOB_TYPE, static function (array &$arguments): void {
            if ($arguments['type'] === SweepJob::TYPE) {
                $arguments['mapping'] = SweepJob::class;
            }
        });
    }

    private function mentionUncertain(Services $services): void
    {
        $number = $services->transactions()->countIn('uncertain');
        if ($number > 0) {
            $this->addNotify(
                \JTL\Backend\NotificationEntry::TYPE_WARNING,
                'TWINT',
                sprintf(__('twint.uncertainPayments'), $number),
            );
        }
    }
}
