<?php

/**
 * What the plugin uses of JTL-Shop and of the libraries the shop brings along, for the analyser: the shop is not in this
 * repository. Declarations only, never loaded; where shops of several versions differ, what holds for all of them.
 */

declare(strict_types=1);

namespace {
    const PFAD_ROOT = '';
    const PFAD_ADMIN = 'admin/';
    const PFAD_INCLUDES = 'includes/';
    const URL_SHOP = '';
    const BESTELLUNG_STATUS_STORNO = -1;
    const BESTELLUNG_STATUS_OFFEN = 1;
    const BESTELLUNG_STATUS_IN_BEARBEITUNG = 2;

    const BESTELLUNG_STATUS_BEZAHLT = 3;
    const BESTELLUNG_STATUS_VERSANDT = 4;
    const BESTELLUNG_STATUS_TEILVERSANDT = 5;
    const C_WARENKORBPOS_TYP_ARTIKEL = 1;
    const C_WARENKORBPOS_TYP_VERSANDPOS = 2;
    const C_WARENKORBPOS_TYP_KUPON = 3;
    const C_WARENKORBPOS_TYP_GUTSCHEIN = 4;
    const C_WARENKORBPOS_TYP_NEUKUNDENKUPON = 8;
    const C_WARENKORBPOS_TYP_NACHNAHMEGEBUEHR = 5;
    const C_WARENKORBPOS_TYP_VERSANDZUSCHLAG = 6;
    const C_WARENKORBPOS_TYP_VERPACKUNG = 10;
    const C_WARENKORBPOS_TYP_ZAHLUNGSART = 11;
    const C_WARENKORBPOS_TYP_ZINSAUFSCHLAG = 12;
    const C_WARENKORBPOS_TYP_BEARBEITUNGSGEBUEHR = 13;
    const C_WARENKORBPOS_TYP_VERSAND_ARTIKELABHAENGIG = 9;
    const C_WARENKORBPOS_TYP_GRATISGESCHENK = 7;
    const FKT_ATTRIBUT_GRATISGESCHENK = 'gratisgeschenk';
    const FKT_ATTRIBUT_VOUCHER_FLEX = 'jtl_voucher_flex';
    const CACHING_GROUP_ARTICLE = 'art';
    const CONF_GLOBAL = 1;
    const CONF_KAUFABWICKLUNG = 7;
    const CONF_KUNDEN = 6;
    const CONF_KUNDENFELD = 109;
    const CHECKBOX_ORT_REGISTRIERUNG = 1;
    const CHECKBOX_ORT_BESTELLABSCHLUSS = 2;
    const HOOK_BESTELLVORGANG_PAGE = 19;
    const HOOK_BESTELLABSCHLUSS_INC_BESTELLUNGINDB = 75;
    const HOOK_BESTELLUNG_CLASS_FUELLEBESTELLUNG = 112;
    const HOOK_LETZTERINCLUDE_INC = 99;
    const HOOK_MAIL_PRERENDER = 220;
    const HOOK_ROUTER_PRE_DISPATCH = 400;
    const LINKTYP_AGB = 10;
    const LINKTYP_DATENSCHUTZ = 11;
    const LINKTYP_WRB = 12;
    const LOGLEVEL_ERROR = 1;
    const MAILTEMPLATE_BESTELLBESTAETIGUNG = 'a';
    const MAILTEMPLATE_BESTELLUNG_BEZAHLT = 'b';
    const MAILTEMPLATE_BESTELLUNG_RESTORNO = 'c';
    const MAILTEMPLATE_BESTELLUNG_STORNO = 'd';
    const PAGE_BESTELLABSCHLUSS = 33;
    const PAGE_BESTELLSTATUS = 38;
    const PAGE_BESTELLVORGANG = 11;
    const PAGE_MEINKONTO = 4;
    const PAGE_PLUGIN = 27;
    const PFAD_DBES = 'dbeS/';
    const ZAHLUNGSART_MAIL_EINGANG = 1;
    const ZAHLUNGSART_MAIL_STORNO = 16;

    class Parsedown
    {
        public function text(string $markdown): string
        {
        }
    }

    function __(string $text, string ...$more): string
    {
    }

    // APCu is used where the server has it.
    function apcu_enabled(): bool
    {
    }

    function apcu_inc(string $key, int $step = 1, ?bool &$success = null, int $ttl = 0): int|false
    {
    }
}

namespace Psr\Log {
    interface LoggerInterface
    {
        /** @param array<string, mixed> $context */
        public function error(string|\Stringable $message, array $context = []): void;

        /** @param array<string, mixed> $context */
        public function warning(string|\Stringable $message, array $context = []): void;

        /** @param array<string, mixed> $context */
        public function notice(string|\Stringable $message, array $context = []): void;

        /** @param array<string, mixed> $context */
        public function info(string|\Stringable $message, array $context = []): void;
    }
}

namespace Psr\Http\Message {
    interface ResponseInterface
    {
        public function getStatusCode(): int;

        public function withStatus(int $code, string $reasonPhrase = ''): ResponseInterface;

        public function withHeader(string $name, string $value): ResponseInterface;
    }

    interface ServerRequestInterface
    {
        public function getMethod(): string;

        public function getHeaderLine(string $name): string;

        /** @return array<string, mixed> */
        public function getServerParams(): array;

        /** @return array<array-key, mixed> */
        public function getQueryParams(): array;
    }
}

namespace Laminas\Diactoros\Response {
    use Psr\Http\Message\ResponseInterface;

    /** @param array<string, string> $headers */
    abstract class Stub implements ResponseInterface
    {
        public function getStatusCode(): int
        {
        }

        public function withStatus(int $code, string $reasonPhrase = ''): ResponseInterface
        {
        }

        public function withHeader(string $name, string $value): ResponseInterface
        {
        }
    }

    class HtmlResponse extends Stub
    {
        public function __construct(string $html, int $status = 200)
        {
        }
    }

    class JsonResponse extends Stub
    {
        /** @param array<string, string> $headers */
        public function __construct(mixed $data, int $status = 200, array $headers = [])
        {
        }
    }

    class EmptyResponse extends Stub
    {
        /** @param array<string, string|list<string>> $headers */
        public function __construct(int $status = 204, array $headers = [])
        {
        }
    }

    class RedirectResponse extends Stub
    {
        /** @param array<string, string> $headers */
        public function __construct(string $uri, int $status = 302, array $headers = [])
        {
        }
    }
}

namespace JTL {
    use JTL\Cache\JTLCacheInterface;
    use JTL\DB\DbInterface;
    use JTL\Language\LanguageHelper;
    use JTL\Router\Router;
    use JTL\Services\Container;

    class SimpleMail
    {
        public static function checkBlacklist(?string $mail): bool
        {
        }
    }

    class Shop
    {
        public static function Container(): Container
        {
        }

        public static function Lang(): LanguageHelper
        {
        }

        public static function getRouter(): Router
        {
        }

        public static function getURL(bool $forceSSL = false, ?int $langID = null): string
        {
        }

        public static function getLanguageCode(): ?string
        {
        }

        public static function getLanguageID(): int
        {
        }

        public static function setLanguage(int $languageID, ?string $iso = null): void
        {
        }

        public static function isFrontend(): bool
        {
        }

        public static function Smarty(): \JTL\Smarty\JTLSmarty
        {
        }

        public static function updateLanguage(int $id, ?string $iso = null): void
        {
        }

        public static function getSettingValue(int $section, string $option): mixed
        {
        }

        public static function getPageType(): int
        {
        }

        public static function setPageType(int $pageType): void
        {
        }

        public static function getAdminURL(bool $forceSSL = false): string
        {
        }

        public static function isAdmin(bool $sessionSwitchAllowed = false): bool
        {
        }
    }

    /** A consent that the shop asks for. */
    class CheckBox
    {
        public ?string $cID = null;
        public int $kLink = 0;
        /** @var array<int, \stdClass> by the language's id */
        public array $oCheckBoxSprache_arr = [];

        public int $nPflicht = 0;
        public ?string $cName = null;

        public function getLink(): \JTL\Services\Link
        {
        }

        /** @return array<CheckBox> */
        public function getCheckBoxFrontend(
            int $location,
            int $customerGroupID = 0,
            bool $active = false,
            bool $lang = false,
        ): array {
        }

        /**
         * @param array<array-key, mixed> $post
         * @param array<string, mixed> $params
         */
        public function triggerSpecialFunction(
            int $location,
            int $customerGroupID,
            bool $active,
            array $post,
            array $params = [],
        ): self {
        }
    }

    class Shopsetting
    {
        public static function getInstance(?DbInterface $db = null, ?JTLCacheInterface $cache = null): self
        {
        }

        /** @return array<string, mixed> */
        public function getAll(): array
        {
        }
    }
}

namespace JTL\Services {
    use JTL\Cache\JTLCacheInterface;
    use JTL\DB\DbInterface;
    use JTL\Services\JTL\CryptoServiceInterface;
    use Monolog\Logger;

    interface Container
    {
        public function getDB(): DbInterface;

        public function getCache(): JTLCacheInterface;

        public function getLogService(): Logger;

        /**
         * @template T of object
         * @param class-string<T> $id
         * @return T
         */
        public function get(string $id): object;

        public function getAlertService(): AlertService;

        public function getLinkService(): LinkService;

        public function getAdminAccount(): AdminAccount;

        public function getCryptoService(): CryptoServiceInterface;

        public function getGetText(): \JTL\L10n\GetText;
    }

    /** Who is logged in to the backend. */
    class AdminLogin
    {
        public string $cLogin = '';
    }

    interface AdminAccount
    {
        public function permission(string $permission): bool;

        public function account(): AdminLogin|false;
    }

    interface AlertService
    {
        /** @param array<string, mixed>|null $options */
        public function addInfo(string $message, string $key, ?array $options = null): mixed;

        /** @param array<string, mixed>|null $options */
        public function addDanger(string $message, string $key, ?array $options = null): mixed;
    }

    interface LinkService
    {
        public function getStaticRoute(
            string $id = '',
            bool $full = true,
            bool $secure = false,
            ?string $langISO = null,
        ): string;

        public function getSpecialPage(int $linkType): Link;
    }

    interface Link
    {
        public function getURL(?int $idx = null): string;
    }
}

namespace JTL\Services\JTL {
    interface CryptoServiceInterface
    {
        public function decryptXTEA(string $text): string;
    }
}

namespace JTL\DB {
    interface DbInterface
    {
        public function getPDO(): \PDO;

        public function reInit(): DbInterface;

        /** @param array<string, scalar|null> $params */
        public function getSingleInt(string $stmt, string $rowName, array $params = []): int;

        public function update(string $tableName, string $keyname, int|string $keyvalue, object $object): int;

        public function beginTransaction(): bool;

        public function commit(): bool;

        public function rollback(): bool;
    }
}

namespace JTL\Cache {
    interface JTLCacheInterface
    {
        /** @param list<string> $tags */
        public function flushTags(array $tags, mixed $hookInfo = null): int;
    }
}

namespace JTL\Backend {
    class NotificationEntry
    {
        public const TYPE_INFO = 0;
        public const TYPE_WARNING = 1;
        public const TYPE_DANGER = 2;

        public function __construct(int $type, string $title, ?string $description = null, ?string $url = null)
        {
        }

        public function setPluginId(string $pluginId): self
        {
        }
    }

    class Notification
    {
        public function addNotify(NotificationEntry $notify): void
        {
        }
    }
}

namespace JTL\L10n {
    use JTL\Plugin\PluginInterface;

    class GetText
    {
        public function getLanguage(): string
        {
        }

        public function setLanguage(?string $langTag = null): self
        {
        }

        public function loadPluginLocale(string $domain, PluginInterface $plugin): self
        {
        }

        public function loadLocaleFile(string $path): self
        {
        }
    }
}

namespace League\Container {
    interface ContainerLike
    {
    }

    class ReflectionContainer implements ContainerLike
    {
        public function __construct(bool $cacheResolutions = false)
        {
        }
    }

    class Container
    {
        public function delegate(ContainerLike $container): self
        {
        }

        public function addShared(string $id, mixed $concrete = null): object
        {
        }

        public function has(string $id): bool
        {
        }

        public function get(string $id): mixed
        {
        }
    }
}

namespace Symfony\Component\String {
    class UnicodeString
    {
        public function __construct(string $string = '')
        {
        }

        public function ascii(): self
        {
        }

        public function lower(): self
        {
        }

        public function toString(): string
        {
        }
    }
}

namespace JTL\Events {
    class Dispatcher
    {
        /** @param string|list<string> $eventNames */
        public function listen(array|string $eventNames, callable $listener, int $priority = 5): void
        {
        }
    }

    class Event
    {
        public const GET_AVAILABLE_CRONJOBS = 'a';
        public const MAP_CRONJOB_TYPE = 'b';
    }
}

namespace JTL\Language {
    class LanguageModel
    {
        public function getId(): int
        {
        }

        public function getIso(): string
        {
        }

        public function setUrl(string $url): void
        {
        }
    }

    /** What the shop makes of a language's id. */
    class LanguageCode
    {
        public ?string $cISO = null;
    }

    class LanguageHelper
    {
        /** @return array<int|string, LanguageModel> by id where asked for with 1, by code with 2 */
        public static function getAllLanguages(int $returnType = 0): array
        {
        }

        public static function getDefaultLanguage(): LanguageModel
        {
        }

        public function get(string $name, string $section = 'global'): string
        {
        }

        public function getIsoFromLangID(int $languageID): ?LanguageCode
        {
        }
    }
}

namespace JTL\Session {
    use JTL\Cart\Cart;
    use JTL\Catalog\Currency;
    use JTL\Customer\Customer;
    use JTL\Language\LanguageModel;

    class Frontend
    {
        public static function getInstance(): self
        {
        }

        public static function getCurrency(): Currency
        {
        }

        public static function getCustomer(): Customer
        {
        }

        public static function getCustomerGroup(): \JTL\Customer\CustomerGroup
        {
        }

        public static function getCart(): Cart
        {
        }

        /** @return list<LanguageModel> */
        public static function getLanguages(): array
        {
        }

        public function cleanUp(): self
        {
        }
    }
}

namespace JTL\Customer {
    use JTL\DB\DbInterface;

    class Customer
    {
        public ?int $kKunde = null;
        public int|string|null $nRegistriert = null;
        public ?string $cMail = null;
        public ?string $cVorname = null;
        public ?string $cNachname = null;
        public ?string $cStrasse = null;
        public ?string $cHausnummer = null;
        public ?string $cPLZ = null;
        public ?string $cOrt = null;
        public ?string $cLand = null;
        public ?string $cAktiv = null;
        public ?string $cSperre = null;

        public function __construct(?int $id = null, ?object $passwordService = null, ?DbInterface $db = null)
        {
        }

        public function getID(): int
        {
        }

        public function getGroupID(): int
        {
        }

        public function isLoggedIn(): bool
        {
        }
    }

    class CustomerGroup
    {
        public function getID(): int
        {
        }

        public function isMerchant(): bool
        {
        }

        public static function getDefaultGroupID(): int
        {
        }
    }
}

namespace JTL\Cart {
    use JTL\Catalog\Product\Artikel;

    class CartItemProperty
    {
        public int $kEigenschaftWert = 0;
        /** @var array<string, string>|string|null by language */
        public array|string|null $cEigenschaftName = null;
        /** @var array<string, string>|string|null by language */
        public array|string|null $cEigenschaftWertName = null;
        public ?string $cFreifeldWert = null;
    }

    class CartItem
    {
        public int $kArtikel = 0;
        public int $nPosTyp = 0;
        /** @var array<string, string>|string|null by language */
        public array|string|null $cName = null;
        /** @var array<int, array<string, string>> of the row: gross or net, then by the currency's name */
        public array $cGesamtpreisLocalized = [];
        public int|float|string $nAnzahl = 0;
        public int|float|string|null $fPreisEinzelNetto = null;
        public ?int $kKonfigitem = null;
        public ?Artikel $Artikel = null;
        /** @var array<CartItemProperty> */
        public array $WarenkorbPosEigenschaftArr = [];
    }

    class Cart
    {
        /** @param array<array-key, object> $attributeValues */
        public function fuegeEin(int $productID, int|float $qty, array $attributeValues, int $type = 1): self
        {
        }

        /** @var array<CartItem> */
        public array $PositionenArr = [];

        public static function getChecksum(Cart $cart): string
        {
        }

        /** @param list<int> $itemTypes */
        public function gibAnzahlArtikelExt(array $itemTypes): int|float
        {
        }

        public function gibGesamtsummeWaren(bool $gross = false, bool $considerBalance = true): int|float
        {
        }

        public function loescheSpezialPos(int $type, bool $force = false): self
        {
        }

        public function erstelleSpezialPos(
            string $name,
            int|float $qty,
            int|float|string $price,
            int $taxClassID,
            int $type,
            bool $delSamePosType = true,
            bool $grossPrice = true,
            string $message = '',
            string|bool $unique = false,
            int $configItemID = 0,
            int $productID = 0,
            string $responsibility = 'core',
        ): self {
        }

        /** @param list<int> $itemTypes */
        public function gibAnzahlPositionenExt(array $itemTypes): int
        {
        }

        /** @param list<int> $types */
        public function gibGesamtsummeWarenExt(array $types, bool $gross = false): float|int
        {
        }

        public function setzePositionsPreise(): self
        {
        }

        public function loescheDeaktiviertePositionen(): self
        {
        }

        public function removeParentItems(): int
        {
        }

        public function istBestellungMoeglich(): int
        {
        }

        public function checkIfCouponIsStillValid(): bool
        {
        }

        /** @return array<int, float|int> by kArtikel */
        public function getAllDependentAmount(bool $onlyStockRelevant = false): array
        {
        }
    }

    class CartHelper
    {
        public const NET = 0;
        public const GROSS = 1;

        /**
         * @param array<object> $attributes
         * @return array<int> what is in the way
         */
        public static function addToCartCheck(\JTL\Catalog\Product\Artikel $product, float|int $qty, array $attributes): array
        {
        }

        /** @param array<array-key, object> $attrValues */
        public static function addProductIDToCart(
            int $productID,
            int|float $qty,
            array $attrValues = [],
            int $redirect = 0,
            string|bool $unique = '',
            int $configItemID = 0,
            ?\stdClass $options = null,
            bool $setzePositionsPreise = true,
            string $responsibility = 'core',
        ): bool {
        }
    }
}

namespace JTL\Extensions\Config {
    class Item
    {
        public function __construct(int $id = 0, int $languageID = 0, int $customerGroupID = 0)
        {
        }

        public function getKonfigitem(): ?int
        {
        }

        public function getName(): ?string
        {
        }

        public function getPreis(): float|int
        {
        }

        public function getSteuerklasse(): int
        {
        }
    }
}

namespace JTL\Catalog {
    class Currency
    {
        public function __construct(?int $id = null)
        {
        }

        public function getConversionFactor(): float
        {
        }

        public function getCode(): ?string
        {
        }

        public function getName(): string
        {
        }
    }
}

namespace JTL\Catalog\Product {
    use JTL\Catalog\Currency;

    class Artikel
    {
        public ?int $kArtikel = null;
        public ?string $cURLFull = null;
        public ?int $inWarenkorbLegbar = null;
        public bool $bHasKonfig = false;
        /** @var array<object>|null */
        public ?array $oDownload_arr = null;
        /** @var array<string, string> */
        public array $FunktionsAttribute = [];
        public ?string $cLagerBeachten = null;
        public ?string $cLagerKleinerNull = null;
        public ?string $cLagerVariation = null;
        public static function getDefaultOptions(): \stdClass
        {
        }

        /** Null where it is not there, or not for this visitor. */
        public function fuelleArtikel(int $productID, ?\stdClass $options = null): ?self
        {
        }

        public static function beachteVarikombiMerkmalLagerbestand(int $parentID, int $visibilityFilter = 0): mixed
        {
        }
    }

    class Preise
    {
        public static function getLocalizedPriceWithoutFactor(
            float|string $price,
            ?Currency $currency = null,
            bool $html = true,
        ): string {
        }
    }
}

namespace JTL\Checkout {
    use JTL\DB\DbInterface;

    /** A payment method as an order knows it. */
    class Zahlungsart
    {
        public int|string|null $nMailSenden = null;
        public bool $bPayAgain = false;
    }

    class Kupon
    {
        public const TYPE_STANDARD = 'standard';
        public const TYPE_SHIPPING = 'versandkupon';

        public int|string|null $kKupon = null;
        public ?string $cKuponTyp = null;

        public function __construct(int $id = 0)
        {
        }

        /** @return array<string, int> what is in the way */
        public static function checkCoupon(object $coupon): array
        {
        }

        public static function acceptCoupon(object $coupon): void
        {
        }

        public static function hash(string $strToHash, bool $strtolower = true): string
        {
        }
    }

    class Bestellung
    {
        public int|string|null $kBestellung = null;
        public int|string|null $kKunde = null;
        public int|string|null $kZahlungsart = null;
        public int|string|null $kSprache = null;
        public int|string|null $kWaehrung = null;
        public ?string $cBestellNr = null;
        public ?string $cSession = null;
        public int|string|null $cStatus = null;
        public ?string $cAbgeholt = null;
        public ?float $fGesamtsumme = null;
        public ?float $fWaehrungsFaktor = null;
        public ?string $cZahlungsartName = null;
        public ?Zahlungsart $Zahlungsart = null;

        public function __construct(int $id = 0, bool $init = false, ?DbInterface $db = null)
        {
        }

        public function fuelleBestellung(bool $htmlCurrency = true, int $external = 0): self
        {
        }

        public function getIncommingPayments(bool $html = true, bool $addState = false): object
        {
        }
    }

    class ZahlungsLog
    {
        public static function add(string $moduleID, string $msg, ?string $data = '', int $level = 1): int
        {
        }
    }
}

namespace JTL\Helpers {
    use JTL\Catalog\Currency;
    use JTL\Checkout\Bestellung;

    class Product
    {
        public static function isParent(int $productID): bool
        {
        }

        public static function getArticleForParent(int $productID): int
        {
        }

        /** @return array<object> */
        public static function getSelectedPropertiesForVarCombiArticle(int $productID): array
        {
        }

        /** @return array<object> */
        public static function getSelectedPropertiesForArticle(int $productID): array
        {
        }
    }

    class Request
    {
        /** Of $_POST. */
        public static function postInt(string $var): int
        {
        }

        public static function getRealIP(): string
        {
        }
    }

    class ShippingMethod
    {
        /** @return array<\stdClass> */
        public static function getPossibleShippingMethods(
            string $countryCode,
            string $zip,
            string $shippingClasses,
            int $cgroupID,
        ): array {
        }

        public static function getShippingClasses(\JTL\Cart\Cart $cart): string
        {
        }
    }

    class Form
    {
        public static function getTokenInput(): string
        {
        }

        public static function validateToken(?string $token = null): bool
        {
        }
    }

    /** What an order comes to. */
    class OrderTotal
    {
        /** @var array<int, float> net and gross */
        public array $total = [];
        public ?Currency $currency = null;
    }

    class Order
    {
        public function __construct(Bestellung $order)
        {
        }

        public function getTotal(int $decimals = 0): OrderTotal
        {
        }
    }
}

namespace Monolog {
    use Psr\Log\LoggerInterface;

    abstract class Logger implements LoggerInterface
    {
        abstract public function withName(string $name): self;
    }
}

namespace JTL\Mail {
    use JTL\Mail\Mail\MailInterface;

    /* From 5.3 on. */
    class MailService
    {
    }

    class Mailer
    {
        public function send(MailInterface $mail): bool
        {
        }
    }
}

namespace JTL\Mail\Template {
    use JTL\DB\DbInterface;

    class Model
    {
        public function getActive(): bool
        {
        }

        public function setActive(bool $active): void
        {
        }

        public function getText(?int $languageID = null): string
        {
        }
    }

    interface TemplateInterface
    {
        public function getID(): string;

        public function getModel(): ?Model;

        public function load(int $languageID, int $customerGroupID): ?Model;
    }

    class TemplateFactory
    {
        public function __construct(DbInterface $db)
        {
        }

        public function getTemplate(string $templateID): ?TemplateInterface
        {
        }
    }

    abstract class AbstractTemplate implements TemplateInterface
    {
        public function __construct(DbInterface $db)
        {
        }

        public function getID(): string
        {
        }

        public function getModel(): ?Model
        {
        }

        public function load(int $languageID, int $customerGroupID): ?Model
        {
        }

        public function setHTML(?string $html): void
        {
        }
    }

    class OrderConfirmation extends AbstractTemplate
    {
    }
}

namespace JTL\Mail\Mail {
    use JTL\Language\LanguageModel;
    use JTL\Mail\Template\TemplateInterface;

    interface MailInterface
    {
        public function getTemplate(): ?TemplateInterface;

        public function setTemplate(?TemplateInterface $template): MailInterface;

        public function getData(): mixed;

        public function setData(mixed $data): MailInterface;

        public function getLanguage(): LanguageModel;

        public function getCustomerGroupID(): int;

        public function setLanguage(LanguageModel $language): MailInterface;

        public function setCustomerGroupID(int $customerGroupID): MailInterface;

        public function getFromMail(): string;

        public function getFromName(): string;

        public function setReplyToMail(string $replyToMail): MailInterface;

        public function setReplyToName(string $replyToName): MailInterface;

        public function setToMail(string $toMail): MailInterface;

        public function setToName(string $toName): MailInterface;

        public function setSubject(string $subject): MailInterface;

        public function setBodyText(string $bodyText): MailInterface;
    }

    /* The shop implements it. */
    class Mail implements MailInterface
    {
        public function createFromTemplate(TemplateInterface $template, ?object $data = null, ?LanguageModel $language = null): MailInterface
        {
        }
    }
}

namespace JTL\Router {
    class State
    {
    }

    class Router
    {
        public function getRequestUri(bool $decoded = false): string
        {
        }

        public function getState(): State
        {
        }

        /**
         * @param list<string> $methods
         * @return array<array-key, mixed>
         */
        public function addRoute(string $slug, callable $cb, ?string $name = null, array $methods = ['GET']): array
        {
        }
    }
}

namespace JTL\Router\Controller {
    use JTL\Cache\JTLCacheInterface;
    use JTL\DB\DbInterface;
    use JTL\Router\State;
    use JTL\Services\AlertService;
    use JTL\Smarty\JTLSmarty;

    class PageController
    {
        protected JTLSmarty $smarty;
        protected ?string $metaTitle = null;

        /** @param array<string, mixed> $config */
        public function __construct(
            DbInterface $db,
            JTLCacheInterface $cache,
            State $state,
            array $config,
            AlertService $alertService,
        ) {
        }

        public function init(): bool
        {
        }

        public function preRender(): void
        {
        }
    }

    class OrderCompleteController extends PageController
    {
        protected DbInterface $db;

        public function checkShippingSelection(int $shippingMethodID, ?array $formValues = null, bool $msg = true): bool
        {
        }

        public function checkPaymentMethod(int $paymentMethodID): int
        {
        }

        /** @param array<array-key, mixed> $post */
        public function checkGuestOrderProcess(array $post): int
        {
        }

        public function isOrderComplete(?\JTL\Cart\Cart $cart = null): bool
        {
        }
    }
}

namespace JTL\Plugin\Data {
    class AdminMenu
    {
        public function getItems(): \Illuminate\Support\Collection
        {
        }

        public function setItems(\Illuminate\Support\Collection $items): void
        {
        }
    }
}

namespace Illuminate\Support {
    class Collection
    {
        /** @param callable(object): bool $keeps */
        public function filter(callable $keeps): self
        {
        }

        /** @return array<int, \stdClass> */
        public function all(): array
        {
        }
    }
}

namespace JTL\Widgets {
    use JTL\Smarty\JTLSmarty;

    abstract class AbstractWidget
    {
        public function getSmarty(): JTLSmarty
        {
        }

        /** @return string */
        public function getContent()
        {
        }
    }
}

namespace JTL\Smarty {
    use Psr\Http\Message\ResponseInterface;

    /** A template with values of its own. */
    class Scope
    {
        /** @param array<string, mixed> $values */
        public function assign(array $values): self
        {
        }

        public function fetch(): string
        {
        }
    }

    class JTLSmarty
    {
        public function registerFilter(string $type, callable $callback, ?string $name = null): mixed
        {
        }

        public bool $escape_html = false;

        public function setEscapeHtml(bool $escape): self
        {
        }

        public function getTemplateVars(string $name): mixed
        {
        }

        public function createTemplate(string $template, self|\Smarty $parent): Scope
        {
        }

        /** Since JTL-Shop 5.6 in legacy mode, by __call: the Smarty 4 inside. */
        public function _getSmartyObj(): \Smarty
        {
        }

        public function assign(string $name, mixed $value = null): self
        {
        }

        public function fetch(?string $template = null): string
        {
        }

        public function getResponse(string $template): ResponseInterface
        {
        }
    }
}

namespace {
    use JTL\Smarty\JTLSmarty;
    use JTL\Smarty\Scope;

    /** Smarty 4. */
    class Smarty
    {
        public bool $escape_html = false;

        public function setEscapeHtml(bool $escape): self
        {
        }

        public function createTemplate(string $template, self|JTLSmarty $parent): Scope
        {
        }
    }
}

namespace JTL\Cron {
    class QueueEntry
    {
    }

    interface JobInterface
    {
        public function start(QueueEntry $queueEntry): JobInterface;
    }

    abstract class Job implements JobInterface
    {
        public function start(QueueEntry $queueEntry): JobInterface
        {
        }

        public function setFinished(bool $finished): void
        {
        }
    }
}

namespace JTL\Update {
    interface IMigration
    {
        /** @return void */
        public function up();

        /** @return void */
        public function down();
    }
}

namespace JTL\Plugin {
    use JTL\Cache\JTLCacheInterface;
    use JTL\DB\DbInterface;
    use JTL\Events\Dispatcher;
    use JTL\Smarty\JTLSmarty;
    use Psr\Log\LoggerInterface;

    class Migration
    {
        public function doDeleteData(): bool
        {
        }

        public function execute(string $sql): int
        {
        }

        public function fetchOne(string $sql): ?object
        {
        }
    }

    interface PluginInterface
    {
        public function getID(): int;

        public function getPluginID(): string;

        public function getPaths(): Paths;

        public function getMeta(): Meta;

        public function getConfig(): Config;

        public function getPaymentMethods(): PaymentMethods;

        public function getAdminMenu(): Data\AdminMenu;

        public function getLogger(): LoggerInterface;

        public function getLocalization(): Localization;
    }

    interface Localization
    {
        /** @return iterable<LanguageVariable> */
        public function getLangVars(): iterable;
    }

    class LanguageVariable
    {
        public string $name;

        /** @var array<string, string|null> by the language's code in capitals */
        public array $values;
    }

    interface Paths
    {
        public function getFrontendPath(): string;

        public function getFrontendURL(): string;

        public function getBasePath(): string;

        public function getAdminPath(): string;

        public function getAdminURL(): string;

        public function getBackendURL(): string;
    }

    interface Meta
    {
        public function getVersion(): int|string|\Stringable;

        public function getSemVer(): \Stringable;
    }

    interface Config
    {
        /** @return \Traversable<int, Option> */
        public function getOptions(): \Traversable;
    }

    class Option
    {
        public int|string $valueID = '';
        public mixed $value = null;
    }

    interface PaymentMethods
    {
        /** @return list<PaymentMethod> */
        public function getMethods(): array;
    }

    interface PaymentMethod
    {
        public function getMethodID(): int;

        public function getModuleID(): string;
    }

    abstract class Bootstrapper
    {
        /** @return void */
        public function boot(Dispatcher $dispatcher)
        {
        }

        /** @return void */
        public function installed()
        {
        }

        /**
         * @param mixed $oldVersion
         * @param mixed $newVersion
         * @return void
         */
        public function preUpdate($oldVersion, $newVersion): void
        {
        }

        public function updated($oldVersion, $newVersion)
        {
        }

        /** @return void */
        public function uninstalled(bool $deleteData = true)
        {
        }

        public function renderAdminMenuTab(string $tabName, int $menuID, JTLSmarty $smarty): string
        {
        }

        final public function addNotify(int $type, string $title, ?string $description = null): void
        {
        }

        public function getPlugin(): PluginInterface
        {
        }

        public function getDB(): DbInterface
        {
        }

        public function getCache(): JTLCacheInterface
        {
        }
    }
}

namespace JTL\Plugin\Payment {
    use JTL\Cart\Cart;
    use JTL\Checkout\Bestellung;
    use JTL\DB\DbInterface;

    class Method
    {
        /** @var string */
        public $name = '';

        /** @var string */
        public $moduleID;

        /** @var int|string|null nWaehrendBestellung of the method */
        public $duringCheckout;

        public function __construct(string $moduleID, int $nAgainCheckout = 0, ?DbInterface $db = null)
        {
        }

        /** @return $this */
        public function init(int $nAgainCheckout = 0)
        {
        }

        public function getReturnURL(Bestellung $order): string
        {
        }

        public function preparePaymentProcess(Bestellung $order): void
        {
        }

        /** @return $this */
        public function addIncomingPayment(Bestellung $order, object $payment)
        {
        }

        public function isValid(object $customer, Cart $cart): bool
        {
        }

        /** @param array<array-key, mixed> $args_arr */
        public function isValidIntern(array $args_arr = []): bool
        {
        }

        public function isSelectable(): bool
        {
        }

        public function canPayAgain(): bool
        {
        }

        /** @return $this */
        public function cancelOrder(int $orderID, bool $delete = false)
        {
        }

        /** @return $this */
        public function reactivateOrder(int $orderID)
        {
        }

        /** @return $this */
        public function sendMail(int $orderID, string $type, mixed $additional = null)
        {
        }

        public function getDB(): DbInterface
        {
        }
    }
}

namespace JTL\Customer\Registration {
    class Form
    {
        /**
         * @param array<array-key, mixed> $post
         * @param array<array-key, mixed>|null $missingData by field
         */
        public function pruefeLieferdaten(array $post, ?array &$missingData = null): void
        {
        }
    }
}

namespace JTL\Checkout {
    use JTL\Cart\Cart;
    use JTL\Customer\Customer;
    use JTL\DB\DbInterface;

    class OrderHandler
    {
        public function __construct(DbInterface $db, Customer $customer, Cart $cart)
        {
        }

        public function finalizeOrder(?string $orderNo = null, bool $sendMail = true): Bestellung
        {
        }
    }
}

namespace JTL\Extensions\Upload {
    use JTL\Cart\Cart;

    class Upload
    {
        /** @return array<object> the articles that files are uploaded for */
        public static function gibWarenkorbUploads(Cart $cart): array
        {
        }

        /** @return array<object> */
        public static function gibArtikelUploads(int $productID): array
        {
        }
    }
}

namespace JTL\Extensions\Download {
    use JTL\Cart\Cart;

    class Download
    {
        public static function hasDownloads(Cart $cart): bool
        {
        }
    }
}
