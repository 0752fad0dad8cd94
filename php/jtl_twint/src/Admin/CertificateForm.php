<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\Credentials;
use Plugin\jtl_twint\src\Settings\KeeperResult;
use Plugin\jtl_twint\src\Settings\SecretStore;

/** What can be done with the access data of one set in one environment. */
final class CertificateForm
{
    public const ENVIRONMENTS = ['production', 'testing'];

    private const OFFER = 'certificate.offer';
    private const TRY = 'certificate.try';
    private const TAKE = 'certificate.take';
    private const DROP = 'certificate.drop';
    private const RENEW = 'certificate.renew';
    private const ACTIONS = [self::OFFER, self::TRY, self::TAKE, self::DROP, self::RENEW];

    /** What went well and still wants to be looked at, or may go well later. */
    private const WARNINGS = ['unreachable', 'renewedAside', 'renewedOthersAside', 'savedOtherSystemId'];
    private const MOST_BYTES = 65_536;
    private const UUID = '/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iD';

    private ?UploadProblem $problem = null;

    public function __construct(
        private readonly CertificateKeeper $keeper,
        private readonly SecretStore $secrets,
        private readonly AccessRepository $sets,
    ) {
    }

    public static function isFor(string $action): bool
    {
        return in_array($action, self::ACTIONS, true);
    }

    public function submit(PostedForm $form): Notice
    {
        $environment = $form->text('twint_environment');
        $set = $this->sets->find($form->number('twint_access'));
        if ($set === null || !in_array($environment, self::ENVIRONMENTS, true)) {
            return Notice::error(__('twint.formExpired'));
        }
        $access = $set->in($environment);

        return self::notice(match ($form->action()) {
            self::TRY => $this->keeper->tryCandidate($access),
            self::TAKE => $this->keeper->takeCandidateUntried($access),
            self::DROP => $this->keeper->dropCandidate($access),
            self::RENEW => $this->keeper->renew($access, $form->text('twint_fingerprint')),
            default => $this->offer($form, $access),
        });
    }

    /** Of the access data that were handed in with this request. */
    public function problem(): ?UploadProblem
    {
        return $this->problem;
    }

    private function offer(PostedForm $form, AccessKey $access): KeeperResult
    {
        $result = $this->offered($form, $access);
        if (!$result->saved) {
            $this->problem = UploadProblem::of(
                $access->place(),
                $result->word,
                __('twint.certificate.' . $result->word),
                $form->text('twint_store'),
                $form->secret('twint_pem') === '' ? 'file' : 'pem',
            );
        }

        return $result;
    }

    private function offered(PostedForm $form, AccessKey $access): KeeperResult
    {
        $storeUuid = strtolower($form->text('twint_store'));
        if ($storeUuid !== '' && preg_match(self::UUID, $storeUuid) !== 1) {
            return KeeperResult::refused('systemIdInvalid');
        }
        $file = $form->file('twint_certificate', self::MOST_BYTES);
        if ($file === null) {
            return KeeperResult::refused('fileNotUploaded');
        }
        $certificate = $file === '' ? trim($form->secret('twint_pem')) : $file;
        if (strlen($certificate) > self::MOST_BYTES) {
            return KeeperResult::refused('tooLarge');
        }
        if ($certificate !== '') {
            return $this->keeper->offer(
                $access,
                new Credentials($storeUuid, $certificate, $form->secret('twint_passphrase')),
            );
        }
        // Only the System ID is to change.
        $known = $this->secrets->credentials($access);

        return $known === null
            ? KeeperResult::refused('missing')
            : $this->keeper->offer($access, new Credentials($storeUuid, $known->certificate, $known->passphrase));
    }

    /** What the merchant is told of it. */
    public static function notice(KeeperResult $result): Notice
    {
        // In brackets the System ID that the certificate names, or the other access data.
        $says = (new Sentence('twint.certificate.' . $result->word))->with($result->saved ? $result->detail : '');
        $notice = match (true) {
            in_array($result->word, self::WARNINGS, true) => Notice::warning($says),
            $result->saved => Notice::success($says),
            default => Notice::error($says),
        };

        return $notice->withDetail($result->saved ? '' : $result->detail);
    }
}
