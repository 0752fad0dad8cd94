<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Persistence\Throttle;
use Twint\TwintException;

/** Whether TWINT takes payments of this merchant right now, as far as was asked lately. */
final class Availability
{
    private const FRESH_SECONDS = 600;
    /** A bad answer is asked again sooner. */
    private const BAD_SECONDS = 60;
    /** Longer than the call of the one visitor who waits for TWINT; all others go by what was known last. */
    private const ASKING_SECONDS = 30;

    public function __construct(
        private readonly MerchantFactory $merchants,
        private readonly Settings $settings,
        private readonly ConnectionFacts $known,
        private readonly Throttle $throttle,
    ) {
    }

    /** Asks TWINT only where nobody did lately and nobody is just doing so: mostly the sweep has. */
    public function isGood(): bool
    {
        $environment = $this->settings->environment();
        $age = $this->known->statusAge($environment);
        if ($age === null) {
            return $this->renew();
        }
        $isGood = $this->known->isGood($environment);
        $isFresh = $age <= ($isGood ? self::FRESH_SECONDS : self::BAD_SECONDS);

        return $isFresh || !$this->throttle->allows('asking_status.' . $environment, self::ASKING_SECONDS)
            ? $isGood
            : $this->renew();
    }

    public function renew(): bool
    {
        [$good, $trouble] = $this->ask();
        $this->known->noteStatus($this->settings->environment(), $good, $trouble);

        return $good;
    }

    /** @return array{bool, ConnectionTrouble|null} */
    private function ask(): array
    {
        try {
            return [\Twint\system_status($this->merchants->current()), null];
        } catch (TwintException|NotConfiguredException $exception) {
            return [false, ConnectionTrouble::of($exception)];
        }
    }
}
