<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What is done about a purchase by TWINT Express. The number of such an act is the purchase's, not an order's. */
enum ExpressVerb: string
{
    // Requests to the shop.
    case Begin = 'TWINT Express begins';
    case BeginDearer = 'TWINT Express begins, and the goods grow dearer';
    case Look = 'page of TWINT Express';
    case Leave = 'buyer leaves TWINT Express';

    // The buyer on the phone.
    case Scan = 'scans the check-in';
    case Approve = 'approves the check-in';
    case ApproveAbroad = 'approves the check-in, to be sent abroad';
    case ApproveUnknown = 'approves the check-in without TWINT ID';
    case Decline = 'declines the check-in';
    case Lapse = 'TWINT gives the check-in up';

    /** Whether PHP works for it, so that it can be struck. */
    public function isRequest(): bool
    {
        return match ($this) {
            self::Begin, self::BeginDearer, self::Look, self::Leave => true,
            self::Scan, self::Approve, self::ApproveAbroad, self::ApproveUnknown, self::Decline, self::Lapse => false,
        };
    }
}
