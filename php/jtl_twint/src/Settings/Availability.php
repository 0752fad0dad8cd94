<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Persistence\Throttle;
use Plugin\jtl_twint\src\Persistence\Throttled;
use Twint\TwintException;

/** Whether TWINT takes payments right now with some access data, as far as was asked lately. */
final class Availability
{
    private const FRESH_SECONDS = 600;
    /** A bad answer is asked again sooner. */
    private const BAD_SECONDS = 60;
    /** Longer than the call of the one visitor who waits for TWINT; all others go by what was known last. */
    private const ASKING_SECONDS = 30;

    public function __construct(
        private readonly MerchantFactory $merchants,
        private readonly ConnectionFacts $known,
        private readonly Throttle $throttle,
    ) {
    }

    /**
     * Asks TWINT only where nobody did lately and nobody is just doing so: mostly the sweep has. While nothing is known yet, it is no
     * to all but the one who asks. The session stays locked meanwhile: the shop's checkout has its basket and customer in hand, and
     * another session in place of this one would lose what it does to them.
     */
    public function isGood(AccessKey $access): bool
    {
        $age = $this->known->statusAge($access);
        $isGood = $this->known->isGood($access);
        $isFresh = $age !== null && $age <= ($isGood ? self::FRESH_SECONDS : self::BAD_SECONDS);

        return $isFresh || !$this->throttle->allows(Throttled::AskingStatus, self::ASKING_SECONDS, $access->key())
            ? $isGood
            : $this->renew($access);
    }

    public function renew(AccessKey $access): bool
    {
        [$good, $trouble] = $this->ask($access);
        $this->known->noteStatus($access, $good, $trouble);

        return $good;
    }

    /** @return array{bool, ConnectionTrouble|null} */
    private function ask(AccessKey $access): array
    {
        try {
            return [\Twint\system_status($this->merchants->of($access)), null];
        } catch (TwintException|NotConfiguredException $exception) {
            return [false, ConnectionTrouble::of($exception)];
        }
    }
}
