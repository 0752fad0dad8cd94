<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

use Twint\CancellationRule;
use Twint\PartShipmentRule;

/** What the merchant chose, typed and within its range; anything missing or out of order has a default that works. */
final class Settings
{
    /** A request takes no longer than this; several may be needed while one claim is held. */
    public const TWINT_TIMEOUT_MS = 6000;
    public const TWINT_CONNECT_TIMEOUT_MS = 2500;
    /** The longest call, with all its exchanges; shorter than a claim. */
    public const TWINT_FLOW_TIMEOUT_MS = 30_000;

    /** @param \Closure(): array<string, string> $values as stored, by name */
    private function __construct(
        private readonly \Closure $values,
    ) {
    }

    /** As the shop has them stored at the moment when one is asked for. */
    public static function stored(SettingStore $store): self
    {
        return new self($store->all(...));
    }

    /** @param array<string, string> $values by name */
    public static function of(array $values): self
    {
        return new self(static fn(): array => $values);
    }

    public function isTest(): bool
    {
        return $this->environment() === 'testing';
    }

    /** @return 'production'|'testing' the words of Twint\Environment */
    public function environment(): string
    {
        return $this->text('environment') === 'testing' ? 'testing' : 'production';
    }

    /** @return 'immediate'|'deferred' the words of Twint\Capture */
    public function captureMode(): string
    {
        return $this->text('capture') === 'deferred' ? 'deferred' : 'immediate';
    }

    public function pollIntervalSeconds(): int
    {
        return (int) $this->text('poll_interval');
    }

    /** Whether the buyer pays on TWINT's own page. */
    public function paysOnTwintsPage(): bool
    {
        return $this->text('pay_page') !== 'shop';
    }

    /** Whether TWINT is given an address to tell of changes; it takes one only with its own page. */
    public function isToldByTwint(): bool
    {
        return $this->text('pay_page') === 'twint_told';
    }

    /** How many answers of TWINT may be waited for at once, on all servers together; 0: TWINT is to answer at once. */
    public function waitingCalls(): int
    {
        return (int) $this->text('waiting_calls');
    }

    /** How long the buyer has. */
    public function timeoutSeconds(): int
    {
        return (int) $this->text('timeout');
    }

    /** How long an order without payment stays open for another attempt. */
    public function giveUpAfterMinutes(): int
    {
        return (int) $this->text('give_up');
    }

    public function validation(): ValidationTiming
    {
        return ValidationTiming::from($this->text('validation'));
    }

    /** Whether this place offers TWINT Express, which TWINT's contract has to allow. */
    public function offersExpress(ExpressPlace $place): bool
    {
        return $this->text('express') === 'on' && $this->text('express_' . $place->value) === 'shown';
    }

    /** The shop's status for a phase; null: do not change. */
    public function statusFor(string $phase): ?int
    {
        $name = 'status_' . $phase;
        $status = isset(SettingCatalogue::all()[$name]) ? $this->text($name) : 'keep';

        return $status === 'keep' ? null : (int) $status;
    }

    /** In which language the plugin speaks to the merchant, as the shop names it; 'backend': the backend's own. */
    public function backendLanguage(): string
    {
        return $this->text('backend_language');
    }

    /** Whether the merchant hears of trouble by mail, not by the backend's bell alone. */
    public function mailsAlarms(): bool
    {
        return $this->text('alarms') === 'mail';
    }

    /** Where to; empty: the shop's own address. */
    public function alarmAddress(): string
    {
        return $this->text('alarm_address');
    }

    /** How long details of a payment are kept that do not say where the money is. */
    public function keepDays(): int
    {
        return (int) $this->text('keep_days');
    }

    /** Whether the shop's confirmation of the order waits for the payment. */
    public function holdsConfirmationMail(): bool
    {
        return $this->text('mail') === 'paid';
    }

    /** Whether the buyer hears from the shop, beside TWINT's app, that money comes back. */
    public function mailsRefunds(): bool
    {
        return $this->text('mail_refund') === 'each';
    }

    public function referencePrefix(): string
    {
        return $this->text('reference_prefix');
    }

    /** How long TWINT guarantees a reservation, by the merchant's contract. */
    public function guaranteeDays(): int
    {
        return (int) $this->text('guarantee_days');
    }

    /** Whether Wawi gets an order whose money is only reserved. */
    public function releasesReserved(): bool
    {
        return $this->text('wawi_release') === 'authorised';
    }

    /** Whether a complete shipment in Wawi captures what is reserved. */
    public function capturesOnShipment(): bool
    {
        return $this->text('wawi_ship') === 'capture';
    }

    /** What a parcel of several captures. */
    public function onPartShipment(): PartShipmentRule
    {
        return PartShipmentRule::tryFrom($this->text('wawi_partial')) ?? PartShipmentRule::Nothing;
    }

    /** What a cancellation in Wawi does. */
    public function onCancellation(): CancellationRule
    {
        return CancellationRule::tryFrom($this->text('wawi_cancel')) ?? CancellationRule::Release;
    }

    /** Whether "paid", ticked in Wawi, captures what is reserved. */
    public function capturesOnPaid(): bool
    {
        return $this->text('wawi_paid') === 'capture';
    }

    /** The attribute of an order that has its invoice number, where Wawi writes it there. */
    public function invoiceAttribute(): string
    {
        return $this->optional('invoice_attribute') ?? 'Rechnungsnummer';
    }

    /** Whether only admins who are looking at their shop see TWINT: to try it before the buyers do. */
    public function isForAdminsOnly(): bool
    {
        return $this->text('offered_to') === 'admins';
    }

    /**
     * The merchant's own words on the pay page, where there are any.
     *
     * @param string $language the shop's code
     * @return array<string, string> by the keys of Checkout/texts
     */
    public function buyerTexts(string $language): array
    {
        if (!in_array($language, SettingCatalogue::LANGUAGES, true)) {
            return [];
        }

        return array_filter(
            [
                'heading' => $this->text('text_heading_' . $language),
                'intro' => $this->text('text_intro_' . $language),
            ],
            static fn(string $text): bool => $text !== '',
        );
    }

    /** Instead of TWINT's test system; never used for live payments. */
    public function testEndpoint(): ?string
    {
        return $this->optional('test_endpoint');
    }

    public function testAppSchemesEndpoint(): ?string
    {
        return $this->optional('test_app_schemes_endpoint');
    }

    public function testCaFile(): ?string
    {
        return $this->optional('test_ca_file');
    }

    private function optional(string $name): ?string
    {
        $text = $this->text($name);

        return $text === '' ? null : $text;
    }

    private function text(string $name): string
    {
        return SettingCatalogue::get($name)->read(trim(($this->values)()[$name] ?? ''));
    }
}
