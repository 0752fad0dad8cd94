<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\WatchedSets;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;

/** What is wrong with the access data, each set for itself: nobody whom a broken one is meant for is offered TWINT. */
final class AccessAlarms
{
    /** From here on the end of the certificate is told every day. */
    private const DAYS_OF_DAILY_MAILS = 7;
    /** What TWINT says of access data that it does not take; that it was not reached says nothing of them. */
    private const REFUSED = ['certificate', 'configuration'];

    public function __construct(
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly WatchedSets $watched,
        private readonly SecretStore $secrets,
        private readonly ConnectionFacts $known,
        private readonly CertificateKeeper $certificates,
    ) {
    }

    /** Before the merchant has set it up, nothing is missed. */
    public function areInUse(): bool
    {
        foreach ($this->watched->all() as $set) {
            if ($this->state($set) !== SecretState::Missing) {
                return true;
            }
        }

        return false;
    }

    /** @return list<Alarm> */
    public function now(\DateTimeImmutable $now): array
    {
        $alarms = [];
        foreach ($this->areInUse() ? $this->watched->all() : [] as $set) {
            $alarms = [
                ...$alarms,
                ...match ($this->state($set)) {
                    SecretState::Missing => [$this->missing($set)],
                    SecretState::Unreadable => [$this->alarm(
                        $set,
                        'unreadable',
                        new Sentence('twint.certificateLost'),
                    )],
                    SecretState::Readable => array_filter([$this->ending($set, $now), $this->refused($set, $now)]),
                },
            ];
        }

        return array_values($alarms);
    }

    private function ending(AccessData $set, \DateTimeImmutable $now): ?Alarm
    {
        $facts = $this->certificates->facts($this->key($set));
        $days = $facts?->daysLeft($now);
        $says = $days === null ? null : ExpiryWatch::sentence($days);
        if ($facts === null || $days === null || $says === null) {
            return null;
        }

        return $this->alarm(
            $set,
            // Another certificate ends another day.
            sprintf('certificate.%s.%d', $facts->lastDay(), ExpiryWatch::stage($days) ?? 0),
            $says,
            match (true) {
                $days > 30 => AlarmLevel::Info,
                $days > 7 => AlarmLevel::Warning,
                default => AlarmLevel::Danger,
            },
            $days > self::DAYS_OF_DAILY_MAILS ? Alarm::ONCE : Alarm::DAILY,
        );
    }

    /** Says that a set has no certificate while another has one. */
    private function missing(AccessData $set): Alarm
    {
        return $this->alarm(
            $set,
            'missing',
            new Sentence('twint.check.certificate.missing'),
            // Whoever tries one set may leave the other one as it is.
            mailEverySeconds: $this->settings->isTest() ? null : Alarm::DAILY,
        );
    }

    /** Says that TWINT refuses the access data of a set that is on. Where the certificate has ended, ending() says why. */
    private function refused(AccessData $set, \DateTimeImmutable $now): ?Alarm
    {
        $word = $this->known->trouble($this->key($set))?->word;
        $hasEnded = ($this->certificates->facts($this->key($set))?->daysLeft($now) ?? 0) < 0;

        return $set->isOn && !$hasEnded && in_array($word, self::REFUSED, true)
            ? $this->alarm(
                $set,
                'refused',
                new Sentence('twint.alarm.refused', new Sentence('twint.tx.reason.' . $word)),
            )
            : null;
    }

    private function alarm(
        AccessData $set,
        string $kind,
        Sentence $says,
        AlarmLevel $level = AlarmLevel::Danger,
        ?int $mailEverySeconds = Alarm::DAILY,
    ): Alarm {
        return new Alarm(
            // The first set's are those from before there were others.
            $kind . ($set->id === AccessKey::FIRST ? '' : '.set' . $set->id),
            $level,
            $this->sets->areSeveral() ? $says->of(self::called($set)) : $says,
            $mailEverySeconds,
        );
    }

    private static function called(AccessData $set): string|Sentence
    {
        return $set->name === '' ? new Sentence('twint.set.number', $set->id) : $set->name;
    }

    private function state(AccessData $set): SecretState
    {
        return $this->secrets->state($this->key($set));
    }

    private function key(AccessData $set): AccessKey
    {
        return $set->in($this->settings->environment());
    }
}
