<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use Plugin\jtl_twint\src\Express\ExpressUrls;
use Plugin\jtl_twint\src\Express\VisitorsCheckIn;

/**
 * The buyer approved with the page of TWINT Express closed, and the sweep wrote the order: whatever page of the shop comes next,
 * what was ordered is not in the basket any more.
 */
final class OrderedBasket implements Subscriber
{
    public function __construct(
        private readonly VisitorsCheckIn $checkIn,
    ) {
    }

    public static function listeners(): array
    {
        return ['HOOK_INDEX_NAVI_HEAD_POSTGET' => 'pageBegins'];
    }

    public function pageBegins(): void
    {
        if (ExpressUrls::isAsked()) {
            // The page of the check-in looks after itself, and an article that is bought so is not put into the basket.
            unset($_POST['wke']);
        } elseif (VisitorsCheckIn::isThere()) {
            $this->checkIn->emptyOrderedBasket();
        }
    }
}
