<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src;

use JTL\Cache\JTLCacheInterface;
use JTL\DB\DbInterface;
use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Checkout\RateLimit;
use Plugin\jtl_twint\src\Checkout\ResumeLink;
use Plugin\jtl_twint\src\Cron\CronSecret;
use Plugin\jtl_twint\src\Cron\EndAbandonedOrders;
use Plugin\jtl_twint\src\Cron\EndOrdersWithoutAttempt;
use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\FindOutOperations;
use Plugin\jtl_twint\src\Cron\FinishDuties;
use Plugin\jtl_twint\src\Cron\ForgetDetails;
use Plugin\jtl_twint\src\Cron\NoteMissedNews;
use Plugin\jtl_twint\src\Cron\ReconcileNightly;
use Plugin\jtl_twint\src\Cron\RenewAvailability;
use Plugin\jtl_twint\src\Cron\RenewBankApps;
use Plugin\jtl_twint\src\Cron\SettleOpenPayments;
use Plugin\jtl_twint\src\Cron\Sweep;
use Plugin\jtl_twint\src\Cron\Tasks;
use Plugin\jtl_twint\src\Cron\WorkOffNews;
use Plugin\jtl_twint\src\Health\Alarms;
use Plugin\jtl_twint\src\Health\AlarmWatch;
use Plugin\jtl_twint\src\Payment\Details;
use Plugin\jtl_twint\src\Payment\Duties;
use Plugin\jtl_twint\src\Payment\EventRepository;
use Plugin\jtl_twint\src\Payment\Execution;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Pace;
use Plugin\jtl_twint\src\Payment\OrdersWithoutAttempt;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\PhaseBook;
use Plugin\jtl_twint\src\Payment\PhaseCounts;
use Plugin\jtl_twint\src\Payment\PositionBook;
use Plugin\jtl_twint\src\Payment\Positions;
use Plugin\jtl_twint\src\Payment\Quotes;
use Plugin\jtl_twint\src\Payment\SearchWords;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\Starter;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Reconciliation\OwnRecords;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Reconciliation\TwintRecords;
use Plugin\jtl_twint\src\Settings\Availability;
use Plugin\jtl_twint\src\Settings\BankAppList;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\SecretBox;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Settings\SettingStore;
use Plugin\jtl_twint\src\Shop\CustomerNames;
use Plugin\jtl_twint\src\Shop\Deliveries;
use Plugin\jtl_twint\src\Shop\GiveBack;
use Plugin\jtl_twint\src\Shop\HeldStock;
use Plugin\jtl_twint\src\Shop\IncomingPayments;
use Plugin\jtl_twint\src\Shop\JtlCustomerNames;
use Plugin\jtl_twint\src\Shop\JtlDeliveries;
use Plugin\jtl_twint\src\Shop\JtlIncomingPayments;
use Plugin\jtl_twint\src\Shop\JtlMailGateway;
use Plugin\jtl_twint\src\Shop\JtlMerchantMail;
use Plugin\jtl_twint\src\Shop\JtlNotifier;
use Plugin\jtl_twint\src\Shop\JtlOrderGateway;
use Plugin\jtl_twint\src\Shop\JtlOrderPositions;
use Plugin\jtl_twint\src\Shop\JtlStockGateway;
use Plugin\jtl_twint\src\Shop\MailGateway;
use Plugin\jtl_twint\src\Shop\Notifier;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderPositions;
use Plugin\jtl_twint\src\Shop\OrderRates;
use Plugin\jtl_twint\src\Shop\OurMethod;
use Plugin\jtl_twint\src\Shop\StockGateway;
use Plugin\jtl_twint\src\Shop\TakenStockReader;
use Plugin\jtl_twint\src\Wawi\Listeners;
use Plugin\jtl_twint\src\Wawi\Parcels;
use Plugin\jtl_twint\src\Wawi\Queue;
use Plugin\jtl_twint\src\Wawi\QueueView;
use Plugin\jtl_twint\src\Wawi\Rules;
use Plugin\jtl_twint\src\Wawi\StockSync;
use Plugin\jtl_twint\src\Wawi\Unheard;
use Plugin\jtl_twint\src\Wawi\Worker;
use Psr\Log\LoggerInterface;

/** Builds what the plugin is made of, each once and only when asked for. Bootstrap makes it; everybody else is handed it. */
final class Services
{
    private static ?self $booted = null;

    /** @var array<class-string, object> */
    private array $made = [];

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly DbInterface $shopDatabase,
        private readonly JTLCacheInterface $cache,
    ) {
    }

    /** For what the shop constructs by itself: payment method and cron job. */
    public static function booted(): ?self
    {
        return self::$booted;
    }

    /** For what is shown after the settings or the access data have changed. */
    public function renew(): void
    {
        $this->made = [];
    }

    public function boot(): void
    {
        self::$booted = $this;
    }

    public function plugin(): PluginInterface
    {
        return $this->plugin;
    }

    public function logger(): LoggerInterface
    {
        // Plugins have a log of their own since JTL-Shop 5.3.
        return method_exists($this->plugin, 'getLogger')
            ? $this->plugin->getLogger()
            : Shop::Container()->getLogService()->withName($this->plugin->getPluginID());
    }

    public function database(): Database
    {
        return $this->once(Database::class, fn(): Database => new Database($this->shopDatabase));
    }

    public function facts(): FactStore
    {
        return $this->once(FactStore::class, fn(): FactStore => new FactStore($this->database()));
    }

    public function settings(): Settings
    {
        return $this->once(Settings::class, fn(): Settings => new Settings($this->settingStore()->all()));
    }

    public function liveShop(): LiveShop
    {
        return $this->once(LiveShop::class, fn(): LiveShop => new LiveShop($this->facts(), \URL_SHOP));
    }

    public function settingStore(): SettingStore
    {
        return $this->once(
            SettingStore::class,
            fn(): SettingStore => new SettingStore($this->database(), $this->plugin->getID()),
        );
    }

    public function secrets(): SecretStore
    {
        return $this->once(
            SecretStore::class,
            fn(): SecretStore => new SecretStore($this->database(), $this->secretBox()),
        );
    }

    public function secretBox(): SecretBox
    {
        return $this->once(SecretBox::class, static fn(): SecretBox => new SecretBox(self::shopKey()));
    }

    public function searchWords(): SearchWords
    {
        return $this->once(
            SearchWords::class,
            fn(): SearchWords => new SearchWords($this->database(), $this->secretBox()),
        );
    }

    public function customerNames(): CustomerNames
    {
        return $this->once(
            CustomerNames::class,
            fn(): CustomerNames => new JtlCustomerNames($this->database(), Shop::Container()->getCryptoService()),
        );
    }

    public function method(): OurMethod
    {
        return $this->once(OurMethod::class, fn(): OurMethod => OurMethod::of($this->plugin));
    }

    public function transactions(): TransactionRepository
    {
        return $this->once(
            TransactionRepository::class,
            fn(): TransactionRepository => new TransactionRepository($this->database(), $this->liveShop()),
        );
    }

    public function operations(): OperationRepository
    {
        return $this->once(
            OperationRepository::class,
            fn(): OperationRepository => new OperationRepository($this->database()),
        );
    }

    public function events(): EventRepository
    {
        return $this->once(EventRepository::class, fn(): EventRepository => new EventRepository($this->database()));
    }

    public function orders(): OrderGateway
    {
        return $this->once(
            OrderGateway::class,
            fn(): OrderGateway => new JtlOrderGateway($this->database(), $this->method()->ids, $this->orderRates()),
        );
    }

    public function orderRates(): OrderRates
    {
        return $this->once(OrderRates::class, fn(): OrderRates => new OrderRates($this->database()));
    }

    public function stock(): StockGateway
    {
        return $this->once(
            StockGateway::class,
            fn(): StockGateway => new JtlStockGateway(
                $this->database(),
                new TakenStockReader($this->database()),
                $this->cache,
                (int) Shop::getSettingValue(\CONF_GLOBAL, 'artikel_artikelanzeigefilter'),
            ),
        );
    }

    public function giveBack(): GiveBack
    {
        return $this->once(GiveBack::class, fn(): GiveBack => new GiveBack($this->orders(), $this->stock()));
    }

    public function withoutAttempt(): OrdersWithoutAttempt
    {
        return $this->once(
            OrdersWithoutAttempt::class,
            fn(): OrdersWithoutAttempt => new OrdersWithoutAttempt(
                $this->database(),
                $this->transactions(),
                $this->orders(),
                $this->giveBack(),
                $this->mails(),
                $this->settings(),
                $this->liveShop(),
                $this->logger(),
            ),
        );
    }

    public function heldStock(): HeldStock
    {
        return $this->once(
            HeldStock::class,
            fn(): HeldStock => new HeldStock($this->database(), new TakenStockReader($this->database())),
        );
    }

    public function incomingPayments(): IncomingPayments
    {
        return $this->once(
            IncomingPayments::class,
            fn(): IncomingPayments => new JtlIncomingPayments(
                $this->database(),
                $this->method()->moduleId,
                $this->logger(),
            ),
        );
    }

    public function mails(): MailGateway
    {
        return $this->once(
            MailGateway::class,
            fn(): MailGateway => new JtlMailGateway($this->database(), $this->logger()),
        );
    }

    public function notifier(): Notifier
    {
        return $this->once(Notifier::class, fn(): Notifier => new JtlNotifier($this->method()->moduleId));
    }

    /** Only where Extension::isUsable(), as all that follows. */
    public function merchants(): MerchantFactory
    {
        return $this->once(
            MerchantFactory::class,
            fn(): MerchantFactory => new MerchantFactory(
                $this->settings(),
                $this->secrets(),
                $this->facts(),
                $this->liveShop(),
                (string) $this->plugin->getMeta()->getVersion(),
            ),
        );
    }

    public function certificates(): CertificateKeeper
    {
        return $this->once(
            CertificateKeeper::class,
            fn(): CertificateKeeper => new CertificateKeeper($this->secrets(), $this->merchants(), $this->facts()),
        );
    }

    public function availability(): Availability
    {
        return $this->once(
            Availability::class,
            fn(): Availability => new Availability($this->merchants(), $this->settings(), $this->facts()),
        );
    }

    public function duties(): Duties
    {
        return $this->once(
            Duties::class,
            fn(): Duties => new Duties(
                $this->database(),
                $this->transactions(),
                $this->events(),
                $this->settings(),
                $this->orders(),
                $this->giveBack(),
                $this->incomingPayments(),
                $this->mails(),
                $this->notifier(),
                $this->logger(),
            ),
        );
    }

    public function payments(): PaymentService
    {
        return $this->once(
            PaymentService::class,
            fn(): PaymentService => new PaymentService(
                $this->transactions(),
                $this->starter(),
                $this->settlement(),
                $this->duties(),
                new Pace($this->settings(), $this->operations()),
                $this->orders(),
                $this->liveShop(),
                $this->logger(),
            ),
        );
    }

    public function orderPositions(): OrderPositions
    {
        return $this->once(
            OrderPositions::class,
            fn(): OrderPositions => new JtlOrderPositions($this->database(), $this->orderRates()),
        );
    }

    public function quotes(): Quotes
    {
        return $this->once(Quotes::class, fn(): Quotes => new Quotes($this->positionBook()));
    }

    public function manualOperations(): ManualOperations
    {
        return $this->once(
            ManualOperations::class,
            fn(): ManualOperations => new ManualOperations(
                $this->database(),
                $this->transactions(),
                $this->operations(),
                $this->payments(),
                $this->quotes(),
                new Positions($this->database(), $this->orderPositions()),
                $this->positionBook(),
                new Execution(
                    $this->database(),
                    $this->transactions(),
                    $this->operations(),
                    $this->events(),
                    $this->book(),
                    $this->settlement(),
                    $this->merchants(),
                ),
            ),
        );
    }

    public function positionBook(): PositionBook
    {
        return $this->once(PositionBook::class, fn(): PositionBook => new PositionBook($this->database()));
    }

    public function wawiQueue(): Queue
    {
        return $this->once(
            Queue::class,
            fn(): Queue => new Queue($this->database(), $this->transactions(), $this->events()),
        );
    }

    public function wawiQueueView(): QueueView
    {
        return $this->once(
            QueueView::class,
            fn(): QueueView => new QueueView($this->wawiQueue(), $this->transactions(), $this->events()),
        );
    }

    public function wawiListeners(): Listeners
    {
        return $this->once(Listeners::class, fn(): Listeners => new Listeners($this));
    }

    public function stockSync(): StockSync
    {
        return $this->once(StockSync::class, fn(): StockSync => new StockSync($this));
    }

    public function deliveries(): Deliveries
    {
        return $this->once(Deliveries::class, fn(): Deliveries => new JtlDeliveries($this->database()));
    }

    public function wawiWorker(): Worker
    {
        return $this->once(
            Worker::class,
            fn(): Worker => new Worker(
                $this->wawiQueue(),
                new Rules($this->settings()),
                new Parcels($this->orderPositions(), $this->deliveries(), $this->quotes(), $this->manualOperations()),
                $this->transactions(),
                $this->operations(),
                $this->manualOperations(),
                $this->events(),
                $this->orders(),
                $this->notifier(),
                $this->logger(),
            ),
        );
    }

    public function settlement(): Settlement
    {
        return $this->once(
            Settlement::class,
            fn(): Settlement => new Settlement(
                $this->transactions(),
                $this->operations(),
                $this->events(),
                $this->book(),
                $this->merchants(),
                $this->orders(),
            ),
        );
    }

    public function starter(): Starter
    {
        return $this->once(
            Starter::class,
            fn(): Starter => new Starter(
                $this->database(),
                $this->transactions(),
                $this->operations(),
                $this->book(),
                $this->merchants(),
                $this->settings(),
                $this->orders(),
                $this->searchWords(),
            ),
        );
    }

    public function book(): PhaseBook
    {
        return $this->once(
            PhaseBook::class,
            fn(): PhaseBook => new PhaseBook($this->database(), $this->transactions(), $this->events()),
        );
    }

    public function sweep(): Sweep
    {
        return $this->once(
            Sweep::class,
            fn(): Sweep => new Sweep($this->sweepTasks(), $this->failingItems(), $this->facts(), $this->logger()),
        );
    }

    public function failingItems(): FailingItems
    {
        return $this->once(
            FailingItems::class,
            fn(): FailingItems => new FailingItems($this->database(), $this->logger()),
        );
    }

    public function alarms(): Alarms
    {
        return $this->once(Alarms::class, fn(): Alarms => new Alarms($this));
    }

    public function alarmWatch(): AlarmWatch
    {
        return $this->once(
            AlarmWatch::class,
            fn(): AlarmWatch => new AlarmWatch(
                $this->alarms()->now(...),
                $this->facts(),
                $this->settings(),
                $this->liveShop(),
                new JtlMerchantMail($this->plugin),
                $this->logger(),
            ),
        );
    }

    private function sweepTasks(): Tasks
    {
        $failing = $this->failingItems();
        $settleOpenPayments = new SettleOpenPayments(
            $this->transactions(),
            $this->payments(),
            $this->settlement(),
            $this->merchants(),
            $this->settings(),
            $this->logger(),
            $failing,
        );

        return new Tasks(
            new FinishDuties($this->transactions(), $this->payments(), $failing),
            new FindOutOperations($this->operations(), $this->transactions(), $this->manualOperations(), $failing),
            $settleOpenPayments,
            new EndAbandonedOrders($this->transactions(), $this->payments(), $this->book(), $this->orders(), $failing),
            new EndOrdersWithoutAttempt($this->orders(), $this->withoutAttempt(), $this->settings(), $failing),
            new NoteMissedNews(
                new Unheard(
                    $this->database(),
                    $this->wawiQueue(),
                    $this->transactions(),
                    $this->events(),
                    $this->facts(),
                    $this->deliveries(),
                ),
                $failing,
            ),
            new WorkOffNews($this->wawiWorker(), $settleOpenPayments),
            new RenewAvailability($this->availability()),
            new RenewBankApps(new BankAppList($this->merchants(), $this->facts())),
            new ReconcileNightly($this->reconciliation(), $this->phaseCounts()),
            new ForgetDetails(
                new Details($this->database(), $this->facts(), $this->settings()),
                $this->rateLimit(),
                $this->facts(),
            ),
        );
    }

    public function reconciliation(): Reconciliation
    {
        return $this->once(
            Reconciliation::class,
            fn(): Reconciliation => new Reconciliation(
                new OwnRecords($this->database()),
                new TwintRecords(),
                $this->merchants(),
                $this->settings(),
                $this->facts(),
            ),
        );
    }

    public function phaseCounts(): PhaseCounts
    {
        return $this->once(PhaseCounts::class, fn(): PhaseCounts => new PhaseCounts($this->database(), $this->facts()));
    }

    public function rateLimit(): RateLimit
    {
        return $this->once(RateLimit::class, fn(): RateLimit => new RateLimit($this->database(), $this->secretBox()));
    }

    public function resumeLink(): ResumeLink
    {
        return $this->once(ResumeLink::class, fn(): ResumeLink => new ResumeLink($this->database(), self::shopKey()));
    }

    public function cronSecret(): CronSecret
    {
        return $this->once(CronSecret::class, fn(): CronSecret => new CronSecret($this->facts(), self::shopKey()));
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @param callable(): T $make
     * @return T
     */
    private function once(string $class, callable $make): object
    {
        /** @var T */
        return $this->made[$class] ??= $make();
    }

    /** @return non-empty-string */
    private static function shopKey(): string
    {
        $key = \defined('BLOWFISH_KEY') ? (string) \constant('BLOWFISH_KEY') : '';

        return $key !== ''
            ? $key
            : throw new \RuntimeException(
                'The shop has no BLOWFISH_KEY in includes/config.JTL-Shop.ini.php, so nothing can be encrypted.',
            );
    }
}
