<?php

declare(strict_types=1);

namespace Plugin\jtl_twint;

use JTL\Backend\Notification;
use JTL\Checkout\Bestellung;
use JTL\Events\Dispatcher;
use JTL\Events\Event;
use JTL\Plugin\Bootstrapper;
use JTL\Router\Router;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Admin\Bell;
use Plugin\jtl_twint\src\Admin\Page;
use Plugin\jtl_twint\src\Admin\PermissionRows;
use Plugin\jtl_twint\src\Checkout\Routes;
use Plugin\jtl_twint\src\Checkout\StatusPageVisitor;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronRow;
use Plugin\jtl_twint\src\Cron\SweepJob;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Shop\HeldMail;
use Plugin\jtl_twint\src\Shop\HoldNewOrders;
use Plugin\jtl_twint\src\Shop\PayLinkInMail;
use Plugin\jtl_twint\src\Shop\PayNowLink;
use Plugin\jtl_twint\src\Shop\ShopHooks;

/**
 * Ties the plugin to the shop. Without the extension it offers no payment, keeps from Wawi what would have to be paid, and
 * says what is missing. Nothing is asked of the database until somebody needs the answer.
 */
class Bootstrap extends Bootstrapper
{
    private ?Services $services = null;
    private ?Page $page = null;

    /** @inheritdoc */
    public function boot(Dispatcher $dispatcher): void
    {
        parent::boot($dispatcher);
        $services = $this->services();
        $hooks = new ShopHooks($dispatcher, $services->logger(...));
        $hooks->safely(fn() => $this->listen($dispatcher, $hooks, $services));
    }

    private function listen(Dispatcher $dispatcher, ShopHooks $hooks, Services $services): void
    {
        $this->offerCronJob($dispatcher);
        $services->boot();
        // Also without the extension: whoever is about to pay sees what is known, not an error.
        $hooks->on(\HOOK_ROUTER_PRE_DISPATCH, static function (array $arguments) use ($services): void {
            if ($arguments['router'] instanceof Router) {
                CronEndpoint::register($arguments['router'], $services);
                Routes::register($arguments['router'], $services);
                StatusPageVisitor::remember();
            }
        });
        // What Wawi tells meanwhile is not to be forgotten, and what nobody can pay is not to be shipped.
        $services->wawiListeners()->register($dispatcher);
        $services->stockSync()->register($dispatcher);
        $hooks->on(\HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB, static function (array $arguments) use ($services): void {
            if ($arguments['oBestellung'] instanceof Bestellung) {
                HoldNewOrders::apply($services->method(), $arguments['oBestellung']);
            }
        });
        $hooks->on(\HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG, static function (array $arguments) use ($services): void {
            PayNowLink::hide($services, $arguments['oBestellung'] ?? null);
        });
        $hooks->on(\HOOK_MAIL_PRERENDER, static function (array $arguments) use ($services): void {
            HeldMail::stop($services, $arguments['mail'] ?? null);
            PayLinkInMail::add($services, $arguments['mail'] ?? null);
        });
        // Whoever buys something shows that the shop is alive; cron may not be.
        $hooks->on(\HOOK_BESTELLVORGANG_PAGE, static fn() => $services->alarmWatch()->look(new \DateTimeImmutable()));
        $hooks->onEvent('backend.notification', fn(mixed $notification) => $this->ring($services, $notification));
    }

    private function ring(Services $services, mixed $notification): void
    {
        if ($notification instanceof Notification) {
            (new Bell($this->getPlugin()->getPluginID()))->ring(
                $notification,
                $services->alarms()->now(new \DateTimeImmutable()),
            );
        }
    }

    /** @inheritdoc */
    public function installed(): void
    {
        parent::installed();
        $this->ensureRows();
        // A buyer who was told that the order stands is told that it was cancelled, in Wawi as well, unless the merchant unticks it.
        (new Database(
            $this->getDB(),
        ))->execute('UPDATE tzahlungsart SET nMailSenden = nMailSenden | :cancellation WHERE cModulId = :module', [
            'cancellation' => \ZAHLUNGSART_MAIL_STORNO,
            'module' => $this->services()->method()->moduleId,
        ]);
    }

    /** @inheritdoc */
    public function updated($oldVersion, $newVersion): void
    {
        parent::updated($oldVersion, $newVersion);
        $this->ensureRows();
    }

    /** @inheritdoc */
    public function uninstalled(bool $deleteData = true): void
    {
        parent::uninstalled($deleteData);
        $database = new Database($this->getDB());
        (new CronRow($database))->remove();
        (new PermissionRows($database))->remove();
    }

    /** @inheritdoc */
    public function renderAdminMenuTab(string $tabName, int $menuID, JTLSmarty $smarty): string
    {
        return ($this->page ??= new Page($this->services(), $smarty))->render($tabName, $menuID);
    }

    private function ensureRows(): void
    {
        $database = new Database($this->getDB());
        (new CronRow($database))->ensure();
        (new PermissionRows($database))->ensure();
    }

    private function services(): Services
    {
        return $this->services ??= new Services($this->getPlugin(), $this->getDB(), $this->getCache());
    }

    private function offerCronJob(Dispatcher $dispatcher): void
    {
        $dispatcher->listen(
            Event::GET_AVAILABLE_CRONJOBS,
            /** @param array{jobs: list<string>} $arguments */
            static function (array &$arguments): void {
                $arguments['jobs'][] = SweepJob::TYPE;
            },
        );
        $dispatcher->listen(Event::MAP_CRONJOB_TYPE, static function (array &$arguments): void {
            if ($arguments['type'] === SweepJob::TYPE) {
                $arguments['mapping'] = SweepJob::class;
            }
        });
    }
}
