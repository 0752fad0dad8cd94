<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** What somebody does. */
// @mago-expect lint:too-many-enum-cases (one list of all there is)
enum Verb: string
{
    // Requests to the shop.
    case Start = 'start';
    case Status = 'status';
    case Cancel = 'cancel';
    case Again = 'pay again';
    case GiveUp = 'pay another way';
    case Refresh = 'admin refreshes';
    case AdminCancel = 'admin cancels';
    case Capture = 'admin captures';
    case Refund = 'admin refunds';
    case FindOut = 'admin finds out';
    case Resolve = 'admin looks into the portal';
    case Reconcile = 'admin reconciles';
    case Sweep = 'cron';

    // The buyer before the pay page, and on the phone.
    case Place = 'place order';
    case PlaceInEuros = 'place order, paying in euros since another tab';
    case Approve = 'approve';
    case Decline = 'decline';
    case Expire = 'TWINT gives up';

    // The merchant's hoster.
    case Restore = 'a backup is restored in which the payment is over';

    // The merchant's currencies.
    case Rate = 'the rate of the francs changes';

    // The clocks.
    case Pass = 'time passes';
    case Jump = 'database clock jumps';

    /** Whether PHP works for it, so that it can be struck. */
    public function isRequest(): bool
    {
        return match ($this) {
            self::Place,
            self::PlaceInEuros,
            self::Approve,
            self::Decline,
            self::Expire,
            self::Restore,
            self::Rate,
            self::Pass,
            self::Jump,
                => false,
            default => true,
        };
    }
}
