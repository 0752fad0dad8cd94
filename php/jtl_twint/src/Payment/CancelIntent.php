<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\EndWish;

/** Why we cancel at TWINT: TWINT itself only tells afterwards that the merchant did. */
enum CancelIntent: string
{
    case Timeout = 'timeout';
    case Buyer = 'buyer';
    case Merchant = 'merchant';
    /** It was started, but its answer with the pairing token was lost: nobody can pay it. */
    case Lost = 'lost';

    /** As the reason for a cancellation that was sent; null: of one that nobody could have paid it is the merchant's. */
    public function sentFor(): ?EndWish
    {
        return $this === self::Lost ? null : $this->wish();
    }

    public function wish(): EndWish
    {
        return match ($this) {
            self::Timeout, self::Lost => EndWish::Expired,
            self::Buyer => EndWish::Buyer,
            self::Merchant => EndWish::Merchant,
        };
    }
}
