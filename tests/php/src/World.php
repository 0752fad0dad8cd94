<?php

declare(strict_types=1);

namespace Twint\Tests;

use JTL\Cache\JTLCacheInterface;
use JTL\DB\DbInterface;
use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Checkout\VisitCounter;
use Plugin\jtl_twint\src\Checkout\VisitTable;
use Plugin\jtl_twint\src\Express\ExpressShop;
use Plugin\jtl_twint\src\Health\AlarmSource;
use Plugin\jtl_twint\src\Health\Schema;
use Plugin\jtl_twint\src\Payment\NotificationAddress;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\Connection;
use Plugin\jtl_twint\src\Persistence\ShopConnection;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\BuyersCircumstances;
use Plugin\jtl_twint\src\Shop\BuyersCredit;
use Plugin\jtl_twint\src\Shop\Deliveries;
use Plugin\jtl_twint\src\Shop\HeldMail;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\JtlDeliveries;
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
use Psr\Log\LoggerInterface;

/** The plugin as its container builds it, on a real database and the simulator, in a shop made of plain tables. */
final class World
{
    public const KEY = 'the key of this shop';

    public readonly ShopWorld $shop;
    public readonly Log $log;
    public readonly \PDO $pdo;

    /** @var array<class-string, object> */
    private array $parts = [];

    /**
     * @param array<string, string> $settings
     * @param int $patience of a call to TWINT, in milliseconds
     * @param (\Closure(): \PDO)|null $reopen how the shop opens a lost connection anew
     */
    public function __construct(
        Twint $twint,
        array $settings = [],
        ?ShopWorld $shop = null,
        ?\PDO $pdo = null,
        int $patience = Settings::TWINT_TIMEOUT_MS,
        string $url = 'https://shop.example',
        ?\Closure $reopen = null,
    ) {
        $this->pdo = $pdo ?? Servers::database();
        if ($pdo === null && $this->pdo::class === \PDO::class) {
            LockOrder::watch($this->pdo);
        }
        $database = new ShopDatabase($this->pdo, $reopen);
        $this->shop = $shop ?? new ShopWorld($database);
        $this->log = new Log();
        $settings = Settings::of(
            $settings
            + [
                'environment' => 'testing',
                'test_endpoint' => $twint->endpoint(),
                'test_app_schemes_endpoint' => $twint->appSchemesEndpoint(),
                'test_ca_file' => $twint->caFile(),
            ],
        );
        $this->parts = [
            DbInterface::class => $database,
            Settings::class => $settings,
            KeyRing::class => new KeyRing(self::KEY),
            LoggerInterface::class => $this->log,
            AlarmSource::class => new Alarms(),
            MerchantMail::class => new SentMails(),
            OurMethod::class => new OurMethod('kPlugin_1_twint', [1]),
        ];
        $this->parts[Connection::class] = $this->get(ShopConnection::class);
        $this->parts[VisitCounter::class] = $this->get(VisitTable::class);
        foreach ([
            OrderGateway::class,
            OrderHold::class,
            BuyersCircumstances::class,
            BuyersCredit::class,
            IncomingPayments::class,
            ExpressShop::class,
            MailGateway::class,
            Notifier::class,
        ] as $door) {
            $this->parts[$door] = $this->shop;
        }
        $this->parts[NotificationAddress::class] = new class implements NotificationAddress {
            public function of(Transaction $transaction): string
            {
                return 'https://shop.example/notify/' . $transaction->token;
            }
        };
        $this->parts[LiveShop::class] = $this->make(LiveShop::class, ['url' => $url]);
        // It needs nothing of the shop but its tables.
        $this->parts[OrderPositions::class] = $this->get(JtlOrderPositions::class);
        $this->parts[OrderTotals::class] = new Totals($this->get(JtlOrderTotals::class), $this->shop);
        $this->parts[Deliveries::class] = $this->get(JtlDeliveries::class);
        $this->parts[JTLCacheInterface::class] = new NoCache();
        $this->parts[PluginInterface::class] = new class implements PluginInterface {};
        $this->parts[Schema::class] = $this->make(Schema::class, ['folder' => dirname(__DIR__, 3) . '/php/jtl_twint/']);
        $this->parts[MailTemplates::class] = $this->make(MailTemplates::class, ['pluginId' => 1]);
        $this->parts[StockGateway::class] = $this->make(JtlStockGateway::class, ['productFilter' => 1]);
        $this->parts[MerchantFactory::class] = $this->make(MerchantFactory::class, [
            'pluginVersion' => '0.0.0',
            'timeoutMs' => $patience,
        ]);
        $this->shop->skipsConfirmation = fn(int $orderId): bool => $this->get(HeldMail::class)->holds($orderId);
    }

    /** The plugin's migrations, one after the other, as the shop runs them. */
    public static function migrate(\PDO $pdo): void
    {
        foreach (self::migrations() as $class) {
            (new $class($pdo))->up();
        }
    }

    /** @return list<class-string> in their order */
    public static function migrations(): array
    {
        return array_map(
            static fn(string $file): string => 'Plugin\\jtl_twint\\Migrations\\' . basename($file, '.php'),
            glob(dirname(__DIR__, 3) . '/php/jtl_twint/Migrations/*.php') ?: [],
        );
    }

    /** Empty tables, credentials of the simulator's merchant. */
    public static function fresh(Twint $twint, array $settings = [], ?\PDO $pdo = null): self
    {
        $world = new self($twint, $settings, pdo: $pdo);
        self::migrate($world->pdo);
        ShopWorld::create($world->pdo);
        ShopWorld::clear($world->pdo);
        foreach ([
            'transaction',
            'check_in',
            'operation',
            'operation_position',
            'position',
            'event',
            'secret',
            'fact',
            'commit_mark',
            'visit',
            'wawi',
            'order_rate',
            'order_turn',
            'word',
            'failing',
        ] as $table) {
            $world->pdo->exec('DELETE FROM xplugin_jtl_twint_' . $table);
        }
        $world->pdo->exec('DELETE FROM xplugin_jtl_twint_access_data WHERE id > 1');
        $world->pdo->exec(
            "REPLACE INTO xplugin_jtl_twint_access_data (id, is_on, languages, domains, customer_groups) VALUES (1, 1, '[]', '[]', '[]')",
        );
        $world->get(SecretStore::class)->save(
            new AccessKey(AccessKey::FIRST, 'testing'),
            new Credentials($twint->storeUuid(), $twint->certificate(), $twint->passphrase()),
        );

        return $world;
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @return T
     */
    public function get(string $class): object
    {
        return $this->parts[$class] ??= $this->make($class);
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @param array<string, mixed> $known
     * @return T
     */
    private function make(string $class, array $known = []): object
    {
        $arguments = [];
        foreach ((new \ReflectionClass($class))->getConstructor()?->getParameters() ?? [] as $parameter) {
            $type = $parameter->getType();
            $arguments[] =
                $known[$parameter->getName()]
                ?? (
                    $type instanceof \ReflectionNamedType && !$type->isBuiltin()
                        ? $this->get($type->getName())
                        : $parameter->getDefaultValue()
                );
        }

        return new $class(...$arguments);
    }
}
