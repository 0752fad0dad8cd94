<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Persistence\FactStore;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Twint\CertificateInfo;
use Twint\TwintException;

/** Takes System ID, certificate and passphrase, looks into them without any call, and stores them together or not at all. */
final class CredentialsForm
{
    public const ACTION = 'credentials';

    private const ENVIRONMENTS = ['production', 'testing'];
    private const MOST_BYTES = 65_536;
    private const UUID = '/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iD';

    public function __construct(
        private readonly SecretStore $secrets,
        private readonly FactStore $facts,
    ) {
    }

    /** @param array<array-key, mixed> $files */
    public function submit(PostedForm $form, array $files): Notice
    {
        $environment = $form->text('twint_environment');
        if (!in_array($environment, self::ENVIRONMENTS, true)) {
            return Notice::error(__('twint.formExpired'));
        }
        $storeUuid = strtolower($form->text('twint_store'));
        if (preg_match(self::UUID, $storeUuid) !== 1) {
            return Notice::error(__('twint.systemIdInvalid'));
        }
        $certificate = self::certificate($form, $files);
        if ($certificate === '') {
            // Only the System ID is to change.
            $known = $this->secrets->credentials($environment);
            if ($known === null) {
                return Notice::error(__('twint.certificateMissing'));
            }

            return $this->check($environment, new Credentials($storeUuid, $known->certificate, $known->passphrase));
        }

        return $this->check($environment, new Credentials($storeUuid, $certificate, $form->secret('twint_passphrase')));
    }

    private function check(string $environment, Credentials $credentials): Notice
    {
        try {
            $info = \Twint\inspect_certificate($credentials->certificate, $credentials->passphrase);
        } catch (TwintException $exception) {
            return self::error('certificateUnreadable', $exception->getMessage());
        }
        if (!$info->usable) {
            return self::error('certificateUnusable', implode(', ', array_map(self::problem(...), $info->problems)));
        }
        if ($info->storeUuid !== null && strcasecmp($info->storeUuid, $credentials->storeUuid) !== 0) {
            return self::error('systemIdDiffers', $info->storeUuid);
        }
        $this->secrets->save($environment, $credentials);
        $this->remember($environment, $credentials, $info);

        return Notice::success(__('twint.saved'));
    }

    /** What the page shows of it; the certificate itself is never shown again. */
    private function remember(string $environment, Credentials $credentials, CertificateInfo $info): void
    {
        $this->facts->put('certificate.' . $environment, [
            'storeUuid' => $credentials->storeUuid,
            'subject' => $info->subject,
            'issuer' => $info->issuer,
            'fingerprint' => $info->fingerprint,
            'validFrom' => $info->validFrom,
            'validTo' => $info->validTo,
            'problems' => $info->problems,
        ]);
        // What was known of TWINT's answers was another's.
        $this->facts->forget('status.' . $environment);
    }

    /** Its text for the merchant. */
    private static function problem(string $word): string
    {
        return __('twint.certificateProblem.' . $word);
    }

    /** @param array<array-key, mixed> $files */
    private static function certificate(PostedForm $form, array $files): string
    {
        $file = $files['twint_certificate'] ?? null;
        $path = is_array($file) ? $file['tmp_name'] ?? '' : '';
        if (is_string($path) && $path !== '' && is_uploaded_file($path)) {
            return (string) file_get_contents($path, length: self::MOST_BYTES);
        }

        return $form->text('twint_pem');
    }

    private static function error(string $text, string $detail): Notice
    {
        return Notice::error(__('twint.' . $text) . ': ' . $detail);
    }
}
