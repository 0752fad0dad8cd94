<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src;

use JTL\Cache\JTLCacheInterface;
use JTL\DB\DbInterface;
use JTL\Plugin\PluginInterface;
use JTL\Services\JTL\CryptoServiceInterface;
use JTL\Shop;
use JTL\Smarty\JTLSmarty;
use League\Container\Container as Parts;
use League\Container\ReflectionContainer;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Checkout\PayPageNotification;
use Plugin\jtl_twint\src\Checkout\VisitCounter;
use Plugin\jtl_twint\src\Checkout\VisitTable;
use Plugin\jtl_twint\src\Express\ExpressOffer;
use Plugin\jtl_twint\src\Express\ExpressShop;
use Plugin\jtl_twint\src\Health\Alarms;
use Plugin\jtl_twint\src\Health\AlarmSource;
use Plugin\jtl_twint\src\Health\Schema;
use Plugin\jtl_twint\src\Payment\NotificationAddress;
use Plugin\jtl_twint\src\Persistence\Connection;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\ShopConnection;
use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\SettingStore;
use Plugin\jtl_twint\src\Shop\Basket;
use Plugin\jtl_twint\src\Shop\BuyersCircumstances;
use Plugin\jtl_twint\src\Shop\BuyersCredit;
use Plugin\jtl_twint\src\Shop\CustomerNames;
use Plugin\jtl_twint\src\Shop\Deliveries;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\ExpressPlaces;
use Plugin\jtl_twint\src\Shop\ExpressRules;
use Plugin\jtl_twint\src\Shop\JtlBasket;
use Plugin\jtl_twint\src\Shop\JtlBuyersCircumstances;
use Plugin\jtl_twint\src\Shop\JtlBuyersCredit;
use Plugin\jtl_twint\src\Shop\JtlCustomerNames;
use Plugin\jtl_twint\src\Shop\JtlDeliveries;
use Plugin\jtl_twint\src\Shop\JtlExpressShop;
use Plugin\jtl_twint\src\Shop\JtlIncomingPayments;
use Plugin\jtl_twint\src\Shop\JtlMailGateway;
use Plugin\jtl_twint\src\Shop\JtlMerchantMail;
use Plugin\jtl_twint\src\Shop\JtlNotifier;
use Plugin\jtl_twint\src\Shop\JtlOrderGateway;
use Plugin\jtl_twint\src\Shop\JtlOrderHold;
use Plugin\jtl_twint\src\Shop\JtlOrderPositions;
use Plugin\jtl_twint\src\Shop\JtlOrderTotals;
use Plugin\jtl_twint\src\Shop\JtlStockGateway;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\MailTemplates;
use Plugin\jtl_twint\src\Shop\MerchantMail;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderHold;
use Plugin\jtl_twint\src\Shop\OrderPositions;
use Plugin\jtl_twint\src\Shop\OrderTotals;
use Plugin\jtl_twint\src\Shop\OurMethod;
use Plugin\jtl_twint\src\Shop\StockGateway;
use Plugin\jtl_twint\src\Shop\TakenStockReader;
use Psr\Log\LoggerInterface;

/**
 * Builds what the plugin is made of from the types that the constructors name, each once and only when it is asked for. No
 * constructor asks the database or TWINT, or fails: whoever needs an answer asks for it later.
 *
 * Only Bootstrap and what the shop itself constructs (payment method, cron job, widget of the dashboard) see it.
 */
final class Container
{
    /** @var array<class-string, class-string> what the plugin asks of the shop, and what answers in a real one */
    private const IN_A_SHOP = [
        AlarmSource::class => Alarms::class,
        Connection::class => ShopConnection::class,
        CustomerNames::class => JtlCustomerNames::class,
        Deliveries::class => JtlDeliveries::class,
        ExpressShop::class => JtlExpressShop::class,
        IncomingPayments::class => JtlIncomingPayments::class,
        MailGateway::class => JtlMailGateway::class,
        MerchantMail::class => JtlMerchantMail::class,
        Notifier::class => JtlNotifier::class,
        NotificationAddress::class => PayPageNotification::class,
        Basket::class => JtlBasket::class,
        BuyersCircumstances::class => JtlBuyersCircumstances::class,
        BuyersCredit::class => JtlBuyersCredit::class,
        OrderGateway::class => JtlOrderGateway::class,
        OrderHold::class => JtlOrderHold::class,
        OrderTotals::class => JtlOrderTotals::class,
        OrderPositions::class => JtlOrderPositions::class,
        StockGateway::class => JtlStockGateway::class,
        VisitCounter::class => VisitTable::class,
    ];

    private static ?self $booted = null;

    private readonly Parts $parts;
    private ?JTLSmarty $smarty = null;

    public function __construct(PluginInterface $plugin, DbInterface $database, JTLCacheInterface $cache)
    {
        $this->parts = new Parts();
        $this->parts->delegate(new ReflectionContainer(true));
        $this->parts->addShared(PluginInterface::class, $plugin);
        $this->parts->addShared(DbInterface::class, $database);
        $this->parts->addShared(JTLCacheInterface::class, $cache);
        $this->parts->addShared(LoggerInterface::class, static fn(): LoggerInterface => self::logger($plugin));
        $this->parts->addShared(CryptoServiceInterface::class, static fn(): CryptoServiceInterface => Shop::Container()->getCryptoService());
        foreach (self::IN_A_SHOP as $wanted => $class) {
            $this->parts->addShared($wanted, fn(): object => $this->get($class));
        }
        foreach ($this->withValuesOfTheShop($plugin) as $class => $make) {
            $this->parts->addShared($class, $make);
        }
    }

    /** For what the shop constructs by itself; null before the plugin was booted. */
    public static function booted(): ?self
    {
        return self::$booted;
    }

    public function boot(): void
    {
        self::$booted = $this;
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @return T
     */
    public function get(string $class): object
    {
        /** @var T */
        return $this->parts->get($class);
    }

    /** For what draws: the shop's template engine is known only when it is about to. */
    public function drawWith(JTLSmarty $smarty): self
    {
        $this->smarty ??= $smarty;

        return $this;
    }

    /**
     * What needs more than objects.
     *
     * @return array<class-string, \Closure(): object>
     */
    private function withValuesOfTheShop(PluginInterface $plugin): array
    {
        return [
            KeyRing::class => KeyRing::ofShop(...),
            Settings::class => fn(): Settings => Settings::stored($this->get(SettingStore::class)),
            SettingStore::class => fn(): SettingStore => new SettingStore(
                $this->get(Database::class),
                $plugin->getID(),
            ),
            MailTemplates::class => fn(): MailTemplates => new MailTemplates(
                $this->get(Database::class),
                $this->get(FactStore::class),
                $plugin->getID(),
            ),
            OurMethod::class => static fn(): OurMethod => OurMethod::of($plugin),
            LiveShop::class => fn(): LiveShop => new LiveShop($this->get(ShopIdentity::class), \URL_SHOP),
            MerchantFactory::class => fn(): MerchantFactory => new MerchantFactory(
                $this->get(Settings::class),
                $this->get(AccessRepository::class),
                $this->get(SecretStore::class),
                $this->get(ShopIdentity::class),
                $this->get(LiveShop::class),
                (string) $plugin->getMeta()->getVersion(),
            ),
            JtlStockGateway::class => fn(): JtlStockGateway => new JtlStockGateway(
                $this->get(Database::class),
                $this->get(TakenStockReader::class),
                $this->get(JTLCacheInterface::class),
                (int) Shop::getSettingValue(\CONF_GLOBAL, 'artikel_artikelanzeigefilter'),
            ),
            // It is given to every page of the shop, and most of them ask it nothing.
            ExpressPlaces::class => fn(): ExpressPlaces => new ExpressPlaces(
                fn(): Settings => $this->get(Settings::class),
                fn(): ExpressOffer => $this->get(ExpressOffer::class),
                fn(): ExpressRules => $this->get(ExpressRules::class),
                fn(): LoggerInterface => $this->get(LoggerInterface::class),
                $plugin->getPaths()->getFrontendPath(),
            ),
            Schema::class => fn(): Schema => new Schema(
                $this->get(Database::class),
                $plugin->getPaths()->getBasePath(),
            ),
            // By itself one could be built, which knows nothing of the page.
            JTLSmarty::class => fn(): JTLSmarty => (
                $this->smarty ?? throw new \LogicException('Only what draws can be given the template engine.')
            ),
            View::class => fn(): View => new View(
                $this->get(JTLSmarty::class),
                $plugin->getPaths()->getAdminPath() . 'templates/',
            ),
        ];
    }

    /** Plugins have a log of their own since JTL-Shop 5.3. */
    private static function logger(PluginInterface $plugin): LoggerInterface
    {
        return method_exists($plugin, 'getLogger')
            ? $plugin->getLogger()
            : Shop::Container()->getLogService()->withName($plugin->getPluginID());
    }
}
