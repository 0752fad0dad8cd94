<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

use Plugin\jtl_twint\src\Payment\Transaction;

/** All that the template shows of one attempt: the way to pay it, or how it ended, or neither for the moment it begins. */
final class PayPage
{
    private const SOON_SECONDS = 5;
    private const LATER_SECONDS = 30;

    public readonly string $state;
    public readonly string $amount;
    public readonly string $orderNumber;
    public readonly ?Panel $panel;
    /** @var list<Panel> what the script may have to show without a reload */
    public readonly array $later;
    /** Where a browser without the script goes by itself; null: nowhere, all is said. */
    public readonly ?string $onwards;
    /** The same for browsers without scripts: seconds and address. */
    public readonly ?string $refresh;
    /** For the script, as JSON. */
    public readonly string $data;

    public function __construct(
        Transaction $transaction,
        public readonly BuyerTexts $texts,
        public readonly string $shopName,
        public readonly ?Waiting $waiting,
        bool $canRetry,
        bool $canGiveUp,
        public readonly ?Notice $notice,
        int $againMinutes,
        string $statusFile,
    ) {
        $known = PayState::of($transaction);
        // Without the digits there is nothing to show yet.
        $state = $known === PayState::Waiting && $waiting === null ? PayState::Preparing : $known;
        $this->state = $state->value;
        $this->amount = self::money($transaction->amount);
        $this->orderNumber = $transaction->orderNumber;
        $this->panel =
            $state === PayState::Waiting || $state === PayState::Preparing
                ? null
                : Panel::of(
                    $transaction,
                    $state,
                    $texts,
                    $canRetry,
                    $canGiveUp,
                    false,
                    self::minutesLeft($transaction),
                );
        $this->later = Panel::later($transaction, $state, $texts, $againMinutes);
        $this->onwards = self::onwards($transaction, $state);
        $this->refresh = $this->onwards === null ? null : self::seconds($state) . ';url=' . $this->onwards;
        $this->data = json_encode(
            [
                'state' => $state->value,
                'onPhone' => $waiting !== null && $waiting->onPhone,
                'status' => PayUrls::status($transaction),
                'file' => $statusFile,
                'done' => $state->isFinal(),
                'texts' => $texts->some(Waiting::SPOKEN),
            ],
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
        );
    }

    public function title(): string
    {
        return $this->panel->heading ?? $this->texts->get('page_title', $this->orderNumber);
    }

    /** An attempt that failed is looked at again when nobody may try again any more. */
    private static function minutesLeft(Transaction $transaction): int
    {
        return max(1, intdiv($transaction->millisecondsUntilDue, 60_000));
    }

    /** As Swiss shops write it; the digits stay as they are. */
    public static function money(string $amount, string $currency = 'CHF'): string
    {
        return $currency . ' ' . (string) preg_replace('/(?<=\d)(?=(\d{3})+\.)/', '’', $amount);
    }

    private static function onwards(Transaction $transaction, PayState $state): ?string
    {
        return match (true) {
            $state->isSuccess() => PayUrls::finish($transaction),
            $state->isFinal() => null,
            default => PayUrls::page($transaction),
        };
    }

    private static function seconds(PayState $state): int
    {
        return $state === PayState::Uncertain ? self::LATER_SECONDS : self::SOON_SECONDS;
    }
}
