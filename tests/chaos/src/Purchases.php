<?php

declare(strict_types=1);

namespace Twint\Chaos;

use Plugin\jtl_twint\src\Express\Basket;
use Plugin\jtl_twint\src\Express\CheckIn;
use Plugin\jtl_twint\src\Express\CheckInRepository;
use Plugin\jtl_twint\src\Express\CheckIns;
use Plugin\jtl_twint\src\Express\ExpressState;
use Plugin\jtl_twint\src\Express\Line;
use Plugin\jtl_twint\src\Express\ShippingOption;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Twint\Tests\World;

/** What the pages of TWINT Express ask of the plugin. A purchase is known by the page from which its check-in came. */
final class Purchases
{
    /** What is bought, and what it costs to send it. */
    private const NET = '42.00';
    private const SHIPPING = ['post' => '7.00', 'fetch' => '0.00'];
    private const TOTALS = ['post' => '49.00', 'fetch' => '42.00'];
    private const DEARER = ['post' => '49.05', 'fetch' => '42.05'];

    public function __construct(
        private readonly World $world,
    ) {
    }

    /** The page that stands for a purchase's number. */
    public static function page(int $number): string
    {
        return '/purchase-' . $number;
    }

    /** @return CheckIn|null how it stands then; null: it was not begun */
    public function does(Act $act): ?CheckIn
    {
        $checkIns = $this->world->get(CheckIns::class);
        $known = $this->latest($act->order);

        return match ($act->verb) {
            // A second click finds the first one's.
            ExpressVerb::Begin, ExpressVerb::BeginDearer => $known !== null && !ExpressState::of($known)->isOver()
                ? $known
                : $checkIns->begin(self::basket($act)),
            ExpressVerb::Look => $known === null ? null : $this->look($known),
            ExpressVerb::Leave => $known === null ? null : $checkIns->end($known, CheckIn::LEFT),
            default => throw new \LogicException($act->verb->value),
        };
    }

    /** As its page asks: of the order, too, once there is one. */
    private function look(CheckIn $checkIn): CheckIn
    {
        $checkIn = $this->world->get(CheckIns::class)->look($checkIn);
        $payment = $checkIn->transactionId === null
            ? null
            : $this->world->get(TransactionRepository::class)->find($checkIn->transactionId);
        if ($payment !== null && $payment->isOpen() && $payment->isDue()) {
            $this->world->get(PaymentService::class)->settleIfDue($payment, Initiator::buyer());
        }

        return $checkIn;
    }

    private function latest(int $number): ?CheckIn
    {
        $statement = $this->world->pdo->prepare(
            'SELECT id FROM xplugin_jtl_twint_check_in WHERE page = ? ORDER BY id DESC LIMIT 1',
        );
        $statement->execute([self::page($number)]);
        $id = $statement->fetchColumn();

        return $id === false ? null : $this->world->get(CheckInRepository::class)->get((int) $id);
    }

    private static function basket(Act $act): Basket
    {
        $options = [];
        foreach (self::SHIPPING as $id => $amount) {
            $options[] = new ShippingOption($id, $id, $amount);
        }
        $totals = $act->verb === ExpressVerb::BeginDearer ? self::DEARER : self::TOTALS;

        return new Basket(
            self::NET,
            $options,
            json_encode($totals + ['pieces' => Cart::PIECES], JSON_THROW_ON_ERROR),
            [new Line((string) Cart::PIECES, 'piece', 'CHF ' . self::NET)],
            'mark',
            self::page($act->order),
            'ger',
            false,
            false,
        );
    }
}
