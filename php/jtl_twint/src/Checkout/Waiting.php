<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What the buyer needs to pay now: on this device or by another, for how long, and how to leave. */
final class Waiting
{
    public readonly string $code;
    public readonly ?QrCode $qr;
    public readonly ?string $androidLink;
    public readonly ?BankApps $apps;
    /** Whether TWINT can be opened on this very device. */
    public readonly bool $opensApp;
    /** Whether the code comes before the link, which may not work here. */
    public readonly bool $codeFirst;
    public readonly string $codeLabel;
    /** @var list<string> */
    public readonly array $steps;
    public readonly string $status;
    public readonly int $secondsLeft;
    public readonly string $cancelUrl;

    /** @param array<array-key, mixed> $bankApps as cached from TWINT */
    public function __construct(
        PairingCode $pairing,
        BuyerTexts $texts,
        Device $device,
        bool $insideAnApp,
        array $bankApps,
    ) {
        $this->code = $pairing->token;
        $this->qr = QrCode::of($pairing->qrCode);
        $this->androidLink = $device === Device::Android
            ? DeviceLinks::android($this->code, $pairing->withoutAppUrl)
            : null;
        $apps = $device === Device::Ios ? BankApps::of($bankApps, $this->code) : null;
        $this->apps = $apps === null || $apps->isEmpty() ? null : $apps;
        $this->opensApp = $this->androidLink !== null || $this->apps !== null;
        $this->codeFirst = $this->opensApp && $insideAnApp;
        $this->codeLabel = $texts->get(match (true) {
            $this->codeFirst => 'code_first',
            $this->opensApp => 'code_by_hand',
            default => 'code_or',
        });
        $this->steps = array_map($texts->get(...), $this->steps());
        $this->status = $texts->get($pairing->expired ? 'status_checking' : 'status_waiting');
        $this->secondsLeft = $pairing->secondsLeft;
        $this->cancelUrl = $pairing->cancelUrl;
    }

    /** Digit by digit: it is no number to be read as such. */
    public function spokenCode(): string
    {
        return implode(' ', str_split($this->code));
    }

    public function timeLeft(): string
    {
        return sprintf('%d:%02d', intdiv($this->secondsLeft, 60), $this->secondsLeft % 60);
    }

    /** @return list<string> */
    private function steps(): array
    {
        return match (true) {
            $this->codeFirst => ['step_open', 'step_scan', 'step_confirm'],
            $this->androidLink !== null => ['step_tap', 'step_approve', 'step_return'],
            $this->apps !== null => ['step_choose', 'step_approve', 'step_return'],
            default => ['step_open', 'step_scan', 'step_confirm'],
        };
    }
}
