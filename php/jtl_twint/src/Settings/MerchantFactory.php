<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\FactStore;
use Twint\Environment;
use Twint\Merchant;

/** Makes the extension's merchant of what is set and stored. Only where Extension::isUsable(). */
final class MerchantFactory
{
    public const API_VERSION = '8.6';

    private const CLIENT = 'jtl_twint';
    private const REGISTER_FACT = 'cash_register';

    /** @var array<string, array{Credentials, Merchant}> by environment: what each was made of, and it */
    private array $merchants = [];

    public function __construct(
        private readonly Settings $settings,
        private readonly SecretStore $secrets,
        private readonly FactStore $facts,
        private readonly LiveShop $liveShop,
        private readonly string $pluginVersion,
        private readonly int $timeoutMs = Settings::TWINT_TIMEOUT_MS,
    ) {
    }

    /** Whether there is all that a payment needs; no network, hardly any work. */
    public function isConfigured(): bool
    {
        $environment = $this->settings->environment();

        return $this->secrets->state($environment) === SecretState::Readable && $this->liveShop->mayTouch($environment);
    }

    /** @throws NotConfiguredException */
    public function current(): Merchant
    {
        return $this->of($this->settings->environment());
    }

    /** @throws NotConfiguredException */
    public function currentStoreUuid(): string
    {
        return $this->credentials($this->settings->environment())->storeUuid;
    }

    /**
     * The merchant that began the transaction: not the present one where the settings changed since.
     *
     * @throws NotConfiguredException
     */
    public function for(Transaction $transaction): Merchant
    {
        return $this->ofStore($transaction->environment, $transaction->storeUuid);
    }

    /**
     * The merchant that began what is noted with these: not the present one where the settings changed since.
     *
     * @throws NotConfiguredException
     */
    public function ofStore(string $environment, string $storeUuid): Merchant
    {
        if (strcasecmp($this->credentials($environment)->storeUuid, $storeUuid) !== 0) {
            throw new NotConfiguredException(
                'other_store',
                'The payment belongs to another System ID than the one that is stored.',
            );
        }

        return $this->of($environment);
    }

    /**
     * For checking credentials before they are stored.
     *
     * @throws \Twint\TwintException
     */
    public function with(Credentials $credentials, string $environment): Merchant
    {
        return new Merchant(
            $credentials->storeUuid,
            $credentials->certificate,
            $credentials->passphrase,
            $this->cashRegisterId(),
            Environment::from($environment),
            $this->options($environment),
        );
    }

    /** @throws NotConfiguredException */
    private function of(string $environment): Merchant
    {
        $credentials = $this->credentials($environment);
        [$madeOf, $merchant] = $this->merchants[$environment] ?? [null, null];
        if ($merchant !== null && $madeOf === $credentials) {
            return $merchant;
        }
        try {
            $merchant = $this->with($credentials, $environment);
            $this->merchants[$environment] = [$credentials, $merchant];

            return $merchant;
        } catch (\Twint\TwintException $exception) {
            throw new NotConfiguredException('certificate', $exception->getMessage());
        }
    }

    /** @throws NotConfiguredException */
    private function credentials(string $environment): Credentials
    {
        if (!$this->liveShop->mayTouch($environment)) {
            throw new NotConfiguredException(
                'copy_of_shop',
                'The live payments belong to the shop at ' . (string) $this->liveShop->elsewhere() . '.',
            );
        }

        return (
            $this->secrets->credentials($environment) ?? throw match ($this->secrets->state($environment)) {
                SecretState::Unreadable => new NotConfiguredException(
                    'unreadable',
                    'The certificate has to be uploaded again: the key of the shop has changed.',
                ),
                default => new NotConfiguredException('not_configured', 'There are no credentials for TWINT yet.'),
            }
        );
    }

    /** @return array{apiVersion: '8.6'|'10', timeoutMs: int, connectTimeoutMs: int, clientName: string, clientVersion: string, endpoint?: string, appSchemesEndpoint?: string, caFile?: string} */
    private function options(string $environment): array
    {
        $options = [
            'apiVersion' => self::API_VERSION,
            'timeoutMs' => $this->timeoutMs,
            'connectTimeoutMs' => min($this->timeoutMs, Settings::TWINT_CONNECT_TIMEOUT_MS),
            'clientName' => self::CLIENT,
            'clientVersion' => $this->pluginVersion,
        ];
        if ($environment !== 'testing') {
            return $options;
        }

        $simulator = array_filter(
            [
                'endpoint' => $this->settings->testEndpoint(),
                'appSchemesEndpoint' => $this->settings->testAppSchemesEndpoint(),
                'caFile' => $this->settings->testCaFile(),
            ],
            static fn(?string $option): bool => $option !== null,
        );

        return $options + $simulator;
    }

    /** The shop's name for itself as a till; kept, since TWINT has to know it. */
    private function cashRegisterId(): string
    {
        $known = $this->facts->get(self::REGISTER_FACT)['id'] ?? null;
        if (is_string($known)) {
            return $known;
        }
        // Two first calls at once name one till.
        $kept = $this->facts->putOnce(self::REGISTER_FACT, ['id' => 'jtl-shop-' . bin2hex(random_bytes(4))]);

        return (string) $kept['id'];
    }
}
