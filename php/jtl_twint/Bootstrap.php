<?php

declare(strict_types=1);

namespace Plugin\jtl_twint;

use JTL\Events\Dispatcher;
use JTL\Plugin\Bootstrapper;
use JTL\Plugin\PluginInterface;
use JTL\Router\Router;
use JTL\Smarty\JTLSmarty;
use Plugin\jtl_twint\src\Admin\Page;
use Plugin\jtl_twint\src\Admin\PermissionRows;
use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\Routes;
use Plugin\jtl_twint\src\Checkout\StatusPageVisitor;
use Plugin\jtl_twint\src\Checkout\Thanks;
use Plugin\jtl_twint\src\Checkout\WaitingOrders;
use Plugin\jtl_twint\src\Container;
use Plugin\jtl_twint\src\Cron\CronEndpoint;
use Plugin\jtl_twint\src\Cron\CronRow;
use Plugin\jtl_twint\src\Express\ExpressRoutes;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\CachedFacts;
use Plugin\jtl_twint\src\Shop\LanguageVariables;
use Plugin\jtl_twint\src\Shop\MailTemplates;
use Plugin\jtl_twint\src\Shop\MerchantLanguage;
use Plugin\jtl_twint\src\Shop\OurMethod;
use Plugin\jtl_twint\src\Subscribers\ConsentActions;
use Plugin\jtl_twint\src\Subscribers\CronJobs;
use Plugin\jtl_twint\src\Subscribers\ExpressButtons;
use Plugin\jtl_twint\src\Subscribers\Mails;
use Plugin\jtl_twint\src\Subscribers\MerchantAlarms;
use Plugin\jtl_twint\src\Subscribers\OrderedBasket;
use Plugin\jtl_twint\src\Subscribers\OrderList;
use Plugin\jtl_twint\src\Subscribers\Orders;
use Plugin\jtl_twint\src\Subscribers\ShopHooks;
use Plugin\jtl_twint\src\Subscribers\WawiOrders;
use Plugin\jtl_twint\src\Subscribers\WawiStock;
use Psr\Log\LoggerInterface;

/**
 * Ties the plugin to the shop. Without the extension it offers no payment, keeps from Wawi what would have to be paid, and
 * says what is missing. Nothing is built or asked of the database until somebody needs the answer.
 */
class Bootstrap extends Bootstrapper
{
    /** All of them also without the extension: what Wawi tells is not to be forgotten, what nobody can pay not to be shipped. */
    private const SUBSCRIBERS = [
        CronJobs::class,
        Orders::class,
        OrderList::class,
        ExpressButtons::class,
        ConsentActions::class,
        Mails::class,
        OrderedBasket::class,
        MerchantAlarms::class,
        WawiOrders::class,
        WawiStock::class,
    ];

    private ?Container $container = null;
    private ?Page $page = null;

    /** @inheritdoc */
    public function boot(Dispatcher $dispatcher): void
    {
        parent::boot($dispatcher);
        $container = $this->container();
        $hooks = new ShopHooks(
            $dispatcher,
            $container->get(...),
            static fn(): LoggerInterface => $container->get(LoggerInterface::class),
        );
        $hooks->safely(static function () use ($container, $hooks): void {
            $container->boot();
            BuyerTexts::editedBy(static fn(string $iso): array => LanguageVariables::of(
                $container->get(PluginInterface::class),
                $iso,
            ));
            foreach (self::SUBSCRIBERS as $subscriber) {
                $hooks->subscribe($subscriber);
            }
            $hooks->on(\HOOK_LETZTERINCLUDE_INC, static function () use ($container): void {
                WaitingOrders::remind(static fn(): WaitingOrders => $container->get(WaitingOrders::class));
            });
            $hooks->on(\HOOK_ROUTER_PRE_DISPATCH, static function (array $arguments) use ($container): void {
                if ($arguments['router'] instanceof Router) {
                    self::addAddresses($arguments['router'], $container);
                }
            });
        });
    }

    /** Also without the extension: whoever is about to pay sees what is known, not an error. */
    private static function addAddresses(Router $router, Container $container): void
    {
        StatusPageVisitor::remember();
        Thanks::leadOnwards(static fn(): Thanks => $container->get(Thanks::class));
        CronEndpoint::register($router, static fn(): CronEndpoint => $container->get(CronEndpoint::class));
        ExpressRoutes::register($router, static fn(JTLSmarty $smarty): ExpressRoutes => $container->drawWith(
            $smarty,
        )->get(ExpressRoutes::class));
        Routes::register($router, static fn(JTLSmarty $smarty): Routes => $container->drawWith(
            $smarty,
        )->get(Routes::class));
    }

    /** @inheritdoc */
    public function installed(): void
    {
        parent::installed();
        $this->ensureRows();
        $this->container()->get(MailTemplates::class)->switchOn();
        // A buyer who was told that the order stands is told that it was cancelled, in Wawi as well, unless the merchant unticks it.
        $this->container()->get(Database::class)->execute('UPDATE tzahlungsart SET nMailSenden = nMailSenden | :cancellation WHERE cModulId = :module', [
            'cancellation' => \ZAHLUNGSART_MAIL_STORNO,
            'module' => $this->container()->get(OurMethod::class)->moduleId,
        ]);
    }

    /** @inheritdoc */
    public function preUpdate($oldVersion, $newVersion): void
    {
        parent::preUpdate($oldVersion, $newVersion);
        try {
            $this->container()->get(MailTemplates::class)->rememberSwitchedOff();
        } catch (\Throwable) {
            // The update may be what mends the tables.
        }
    }

    /** @inheritdoc */
    public function updated($oldVersion, $newVersion): void
    {
        parent::updated($oldVersion, $newVersion);
        $this->ensureRows();
        $templates = $this->container()->get(MailTemplates::class);
        $templates->switchOn();
        $templates->switchOffAgain();
        $this->container()->get(CachedFacts::class)->forget();
    }

    /** @inheritdoc */
    public function uninstalled(bool $deleteData = true): void
    {
        parent::uninstalled($deleteData);
        $this->container()->get(CronRow::class)->remove();
        $this->container()->get(PermissionRows::class)->remove();
    }

    /** @inheritdoc */
    public function renderAdminMenuTab(string $tabName, int $menuID, JTLSmarty $smarty): string
    {
        $this->container()->get(MerchantLanguage::class)->speak();
        $this->page ??= $this->container()->drawWith($smarty)->get(Page::class);

        return $this->page->render($tabName, $menuID);
    }

    private function ensureRows(): void
    {
        $this->container()->get(CronRow::class)->ensure();
        $this->container()->get(PermissionRows::class)->ensure();
    }

    private function container(): Container
    {
        return $this->container ??= new Container($this->getPlugin(), $this->getDB(), $this->getCache());
    }
}
