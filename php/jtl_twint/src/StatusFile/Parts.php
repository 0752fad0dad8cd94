<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Checkout\RateLimit;
use Plugin\jtl_twint\src\Checkout\VisitFile;
use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\OrderAtTwint;
use Plugin\jtl_twint\src\Payment\OrdersAtTwint;
use Plugin\jtl_twint\src\Payment\Pace;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Connection;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Plugin\jtl_twint\src\Settings\KeyRing;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretBox;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\SettingStore;

/** The few of the plugin's parts that the status file needs, built by hand: the container wants the shop's start. */
final class Parts
{
    public readonly KeyRing $keys;
    public readonly RateLimit $limit;
    public readonly TransactionRepository $transactions;
    public readonly Claims $claims;

    private readonly Database $database;
    private readonly ShopIdentity $shop;
    private readonly LiveShop $liveShop;
    private readonly SecretBox $box;

    /**
     * @param string $shopUrl as the shop's configuration file names it
     * @param string $visits a file for counters
     * @param int $timeoutMs of a call to TWINT
     */
    public function __construct(
        Connection $connection,
        #[\SensitiveParameter]
        string $shopKey,
        string $shopUrl,
        string $visits,
        private readonly int $timeoutMs = Settings::TWINT_TIMEOUT_MS,
    ) {
        $this->database = new Database($connection);
        $this->keys = new KeyRing($shopKey);
        $this->box = new SecretBox($this->keys);
        $this->limit = new RateLimit(new VisitFile($visits), $this->box);
        $this->shop = new ShopIdentity(new FactStore($this->database));
        $this->liveShop = new LiveShop($this->shop, $shopUrl);
        $this->transactions = new TransactionRepository($this->database, $this->liveShop, $this->keys);
        $this->claims = new Claims($this->transactions, $this->liveShop);
    }

    /** What asks TWINT, where it is due to be asked. Null: the shop itself would not answer now. */
    public function questions(): ?Questions
    {
        $shop = OpenShop::find($this->database);
        if ($shop === null) {
            return null;
        }
        $settings = Settings::stored(new SettingStore($this->database, $shop->pluginId));
        $operations = new OperationRepository($this->database);
        $events = new EventRepository($this->database);
        $merchants = new MerchantFactory(
            $settings,
            new AccessRepository($this->database),
            new SecretStore($this->database, $this->box),
            $this->shop,
            $this->liveShop,
            $shop->pluginVersion,
            $this->timeoutMs,
        );
        $settlement = new Settlement(
            $operations,
            $events,
            new PhaseBook($this->database, $events),
            $merchants,
            new OrderAtTwint($merchants),
        );

        return new Questions(
            $settlement,
            new OrdersAtTwint($merchants),
            $this->claims,
            new Pace($settings, $operations),
            $this->transactions,
            $settings,
        );
    }
}
