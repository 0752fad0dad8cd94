<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\GiveBack;
use Plugin\jtl_twint\src\Shop\OrderGateway;
use Plugin\jtl_twint\src\Shop\OrderState;
use Psr\Log\LoggerInterface;
use Twint\UnbegunOrder;

/**
 * Orders for which no payment was begun: the buyer's currency was not francs, the process died, the database could not be
 * written to. An attempt is written down before TWINT is called, so nothing can have been paid for them.
 */
final class OrdersWithoutAttempt
{
    public function __construct(
        private readonly Database $database,
        private readonly TransactionRepository $transactions,
        private readonly OrderTurn $turn,
        private readonly OrderGateway $orders,
        private readonly GiveBack $giveBack,
        private readonly CancellationMail $mail,
        private readonly Settings $settings,
        private readonly LiveShop $liveShop,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** @return bool whether it was cancelled, or was before, and what it took was given back now */
    public function end(int $orderId): bool
    {
        // A copy of the live shop writes to nobody.
        if (!$this->liveShop->mayTouch($this->settings->environment())) {
            return false;
        }
        $wasOpen = false;
        $isEnded = $this->database->transaction(function () use ($orderId, &$wasOpen): bool {
            $state = $this->turn->take($orderId);
            $next = \Twint\after_unbegun(
                OrderState::standing($state),
                $state?->isHeld() ?? false,
                $this->transactions->ofOrderLocked($orderId) !== [],
            );
            if ($next === UnbegunOrder::Keep) {
                return false;
            }
            $wasOpen = $next === UnbegunOrder::Cancel;
            if ($wasOpen) {
                $this->orders->cancel($orderId);
            }

            return $this->giveBack->once($orderId);
        });
        if (!$isEnded) {
            return false;
        }
        $this->giveBack->forgetCached($orderId);
        $this->logger->warning('TWINT: order {id} was cancelled and its stock given back: its payment was never begun.', [
            'id' => $orderId,
        ]);
        if ($wasOpen) {
            $this->mail->send($orderId, false);
        }

        return true;
    }
}
