<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MerchantMail;
use Psr\Log\LoggerInterface;

/**
 * Writes to the merchant what is wrong. Buyers' requests look as well as cron does: a cron that has stopped tells nobody.
 */
final class AlarmWatch
{
    private const LOOK_EVERY_SECONDS = 300;

    public function __construct(
        private readonly AlarmSource $alarms,
        private readonly Throttle $throttle,
        private readonly Settings $settings,
        private readonly LiveShop $liveShop,
        private readonly MerchantMail $mail,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** Looks, unless somebody did lately. Never throws: whoever calls has other work. */
    public function look(\DateTimeImmutable $now): void
    {
        try {
            if ($this->settings->mailsAlarms() && $this->throttle->allows(Throttled::AlarmLook, self::LOOK_EVERY_SECONDS)) {
                $this->write($this->alarms->now($now));
            }
        } catch (\Throwable $exception) {
            $this->logger->warning('TWINT: the merchant could not be written to: {error}', [
                'error' => $exception->getMessage(),
            ]);
        }
    }

    /** @param list<Alarm> $alarms */
    private function write(array $alarms): void
    {
        // A copy has the live shop's settings and data; what it lacks alarms nobody.
        if ($this->liveShop->elsewhere() !== null) {
            return;
        }
        $new = array_values(array_filter(
            $alarms,
            fn(Alarm $alarm): bool => (
                $alarm->mailEverySeconds !== null
                && $this->throttle->allows(Throttled::AlarmMail, $alarm->mailEverySeconds, $alarm->kind)
            ),
        ));
        if ($new === []) {
            return;
        }
        try {
            $this->mail->send($this->settings->alarmAddress(), $new);
        } catch (\Throwable $exception) {
            foreach ($new as $alarm) {
                $this->throttle->allowAnew(Throttled::AlarmMail, $alarm->kind);
            }
            throw $exception;
        }
    }
}
