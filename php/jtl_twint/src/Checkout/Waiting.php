<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** What the buyer needs to pay now: on this device or by another, for how long, and how to leave. */
final class Waiting
{
    /** Texts that only the script of such a page says. */
    public const SPOKEN = [
        'status_waiting',
        'status_on_phone',
        'status_checking',
        'status_offline',
        'time_left',
        'minute_left',
        'copied',
        'copy_failed',
        'other_app_open',
    ];

    public readonly string $code;
    public readonly ?QrCode $qr;
    /** The address of TWINT's own page, where the buyer pays there. */
    public readonly ?string $twintsPage;
    public readonly ?string $androidLink;
    public readonly ?BankApps $apps;
    /** Whether TWINT can be opened on this very device. */
    public readonly bool $opensApp;
    /** Whether the code comes first: on a phone where a link to the app may not work, or there is none. */
    public readonly bool $codeFirst;
    /** Whether the buyer is to be told why the link may not work. */
    public readonly bool $insideAnApp;
    public readonly string $codeLabel;
    /** @var list<string> */
    public readonly array $steps;
    /** Whether a phone has the payment, so that only its owner's confirmation is missing. */
    public readonly bool $onPhone;
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
        $this->twintsPage = $pairing->twintsPage;
        $this->androidLink =
            $device === Device::Android && $this->twintsPage === null
                ? DeviceLinks::android($this->code, $pairing->withoutAppUrl)
                : null;
        $apps = $device === Device::Ios && $this->twintsPage === null ? BankApps::of($bankApps, $this->code) : null;
        $this->apps = $apps === null || $apps->isEmpty() ? null : $apps;
        $this->opensApp = $this->androidLink !== null || $this->apps !== null;
        $this->insideAnApp = $this->opensApp && $insideAnApp;
        $this->codeFirst =
            $device !== Device::Other && $this->twintsPage === null && ($insideAnApp || !$this->opensApp);
        $this->codeLabel = $texts->get(match (true) {
            $this->codeFirst => 'code_first',
            $this->opensApp => 'code_by_hand',
            default => 'code_or',
        });
        $this->steps = array_map($texts->get(...), $this->steps());
        $this->onPhone = $pairing->onPhone;
        $this->status = $texts->get(match (true) {
            $pairing->expired => 'status_checking',
            $pairing->onPhone => 'status_on_phone',
            default => 'status_waiting',
        });
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
            $this->twintsPage !== null => ['step_twints_page', 'step_approve', 'step_return'],
            $this->codeFirst => ['step_open', 'step_scan', 'step_confirm'],
            $this->androidLink !== null => ['step_tap', 'step_approve', 'step_return'],
            $this->apps !== null => ['step_choose', 'step_approve', 'step_return'],
            default => ['step_open', 'step_scan', 'step_confirm'],
        };
    }
}
