<?php

declare(strict_types=1);

namespace Plugin\jtl_twint;

use JTL\Backend\NotificationEntry;
use JTL\Checkout\Bestellung;
use JTL\Events\Dispatcher;
use JTL\Events\Event;
use JTL\Plugin\Bootstrapper;
use JTL\Router\Router;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Admin\Page;
use Plugin\jtl_twint\src\Admin\PermissionRows;
use Plugin\jtl_twint\src\Admin\Transactions\Attention;
use Plugin\jtl_twint\src\Checkout\Routes;
use Plugin\jtl_twint\src\Checkout\StatusPageVisitor;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronRow;
use Plugin\jtl_twint\src\Cron\SweepJob;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\ExpiryWatch;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Services;
use Plugin\jtl_twint\src\Settings\CertificateFacts;
use Plugin\jtl_twint\src\Shop\HeldMail;
use Plugin\jtl_twint\src\Shop\HoldNewOrders;
use Plugin\jtl_twint\src\Shop\PayLinkInMail;
use Plugin\jtl_twint\src\Shop\PayNowLink;

/** Ties the plugin to the shop. Without the extension it stays quiet and only its own page says what is missing. */
class Bootstrap extends Bootstrapper
{
    private ?Services $services = null;
    private ?Page $page = null;

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
        // What Wawi tells meanwhile is not to be forgotten.
        $services->wawiListeners()->register($dispatcher);
        $services->stockSync()->register($dispatcher);
        if (!Extension::isUsable()) {
            return;
        }
        $dispatcher->listen('shop.hook.'
        . \HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB, static function (array $arguments) use ($services): void {
            if ($arguments['oBestellung'] instanceof Bestellung) {
                HoldNewOrders::apply($services->method(), $arguments['oBestellung']);
            }
        });
        $dispatcher->listen('shop.hook.'
        . \HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG, static function (array $arguments) use ($services): void {
            PayNowLink::hide($services, $arguments['oBestellung'] ?? null);
        });
        $dispatcher->listen('shop.hook.' . \HOOK_MAIL_PRERENDER, static function (array $arguments) use (
            $services,
        ): void {
            HeldMail::stop($services, $arguments['mail'] ?? null);
            PayLinkInMail::add($services, $arguments['mail'] ?? null);
        });
        if (!Shop::isFrontend()) {
            $this->mention('twint.uncertainPayments', $services->transactions()->countIn('uncertain'));
            $this->mention('twint.reservationsEnding', (new Attention($services->database()))->endingReservations());
            $this->mention('twint.wawiNeedsAttention', $services->wawiQueueView()->needingAttention());
            $this->mention('twint.tx.differences', $services->reconciliation()->alarms());
            $this->mentionExpiry($services);
            $liveElsewhere = $services->settings()->isTest() ? null : $services->liveShop()->elsewhere();
            if ($liveElsewhere !== null) {
                $sentence = sprintf(__('twint.copyOfShop'), $liveElsewhere);
                $this->addNotify(NotificationEntry::TYPE_WARNING, 'TWINT', $sentence);
            }
        }
    }

    /** @inheritdoc */
    public function installed(): void
    {
        parent::installed();
        $this->ensureRows();
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

    /** What the bell of the backend says of TWINT. */
    private function mention(string $sentence, int $number): void
    {
        if ($number > 0) {
            $this->addNotify(NotificationEntry::TYPE_WARNING, 'TWINT', sprintf(__($sentence), $number));
        }
    }

    private function mentionExpiry(Services $services): void
    {
        $known = $services->facts()->get('certificate.' . $services->settings()->environment());
        $days = $known === null ? null : CertificateFacts::fromArray($known)->daysLeft(new \DateTimeImmutable());
        $sentence = $days === null ? null : ExpiryWatch::sentence($days);
        if ($days === null || $sentence === null) {
            return;
        }
        $this->addNotify(
            match (true) {
                $days > 30 => NotificationEntry::TYPE_INFO,
                $days > 7 => NotificationEntry::TYPE_WARNING,
                default => NotificationEntry::TYPE_DANGER,
            },
            __('twint.expiry.title'),
            $sentence->text(),
        );
    }
}
