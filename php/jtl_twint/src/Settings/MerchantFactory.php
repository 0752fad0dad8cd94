<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\ShopIdentity;
use Twint\Environment;
use Twint\Merchant;

/** Makes the extension's merchant of what is set and stored. Only where Extension::isUsable(). */
final class MerchantFactory
{
    public const API_VERSION = '8.6';

    private const CLIENT = 'jtl_twint';

    /** @var array<string, array{Credentials, Merchant}> by the access data's name: what each was made of, and it */
    private array $merchants = [];

    public function __construct(
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly SecretStore $secrets,
        private readonly ShopIdentity $shop,
        private readonly LiveShop $liveShop,
        private readonly string $pluginVersion,
        private readonly int $timeoutMs = Settings::TWINT_TIMEOUT_MS,
    ) {
    }

    /** Whether there is all that a payment with these access data needs; no network, hardly any work. */
    public function isConfigured(AccessKey $access): bool
    {
        return (
            $this->secrets->state($access) === SecretState::Readable
            && $this->liveShop->mayTouch($access->environment)
        );
    }

    /** @return list<AccessKey> all that payments may begin with now */
    public function configured(): array
    {
        $environment = $this->settings->environment();
        $keys = array_map(static fn(AccessData $set): AccessKey => $set->in($environment), $this->sets->on());

        return array_values(array_filter($keys, $this->isConfigured(...)));
    }

    /** @throws NotConfiguredException */
    public function storeUuid(AccessKey $access): string
    {
        return $this->credentials($access)->storeUuid;
    }

    /**
     * The merchant that began the transaction: not the present one where the settings changed since.
     *
     * @throws NotConfiguredException
     */
    public function for(Transaction $transaction): Merchant
    {
        return $this->ofStore($transaction->access(), $transaction->storeUuid);
    }

    /**
     * The merchant that began what is noted with these: not the present one where the settings changed since.
     *
     * @throws NotConfiguredException
     */
    public function ofStore(AccessKey $access, string $storeUuid): Merchant
    {
        if (strcasecmp($this->credentials($access)->storeUuid, $storeUuid) !== 0) {
            throw new NotConfiguredException(
                'other_store',
                'The payment belongs to another System ID than the one that is stored.',
            );
        }

        return $this->of($access);
    }

    /**
     * For checking credentials before they are stored.
     *
     * @throws \Twint\TwintException
     */
    public function with(Credentials $credentials, AccessKey $access): Merchant
    {
        return new Merchant(
            $credentials->storeUuid,
            $credentials->certificate,
            $credentials->passphrase,
            $this->shop->cashRegister($access->set === AccessKey::FIRST ? '' : (string) $access->set),
            Environment::from($access->environment),
            $this->options($access->environment),
        );
    }

    /** @throws NotConfiguredException */
    public function of(AccessKey $access): Merchant
    {
        $credentials = $this->credentials($access);
        [$madeOf, $merchant] = $this->merchants[$access->name('merchant')] ?? [null, null];
        if ($merchant !== null && $madeOf === $credentials) {
            return $merchant;
        }
        try {
            $merchant = $this->with($credentials, $access);
            $this->merchants[$access->name('merchant')] = [$credentials, $merchant];

            return $merchant;
        } catch (\Twint\TwintException $exception) {
            throw new NotConfiguredException('certificate', $exception->getMessage());
        }
    }

    /** @throws NotConfiguredException */
    private function credentials(AccessKey $access): Credentials
    {
        if (!$this->liveShop->mayTouch($access->environment)) {
            throw new NotConfiguredException(
                'copy_of_shop',
                'The live payments belong to the shop at ' . (string) $this->liveShop->elsewhere() . '.',
            );
        }

        return (
            $this->secrets->credentials($access) ?? throw match ($this->secrets->state($access)) {
                SecretState::Unreadable => new NotConfiguredException(
                    'unreadable',
                    'The certificate has to be uploaded again: the key of the shop has changed.',
                ),
                SecretState::Missing, SecretState::Readable => $this->missing($access),
            }
        );
    }

    private function missing(AccessKey $access): NotConfiguredException
    {
        return match (true) {
            $access->set === AccessKey::NONE => new NotConfiguredException(
                'no_access_data',
                'No set of access data is meant for this payment.',
            ),
            $this->sets->find($access->set) === null => new NotConfiguredException(
                'access_data_gone',
                'The access data that the payment was begun with have been deleted.',
            ),
            default => new NotConfiguredException('not_configured', 'There are no credentials for TWINT yet.'),
        };
    }

    /** @return array{apiVersion: '8.6'|'10', timeoutMs: int, connectTimeoutMs: int, flowTimeoutMs: int, clientName: string, clientVersion: string, endpoint?: string, appSchemesEndpoint?: string, caFile?: string} */
    private function options(string $environment): array
    {
        $options = [
            'apiVersion' => self::API_VERSION,
            'timeoutMs' => $this->timeoutMs,
            'connectTimeoutMs' => min($this->timeoutMs, Settings::TWINT_CONNECT_TIMEOUT_MS),
            // Goes before php.ini: no call may last longer than its claim.
            'flowTimeoutMs' => Settings::TWINT_FLOW_TIMEOUT_MS,
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
}
