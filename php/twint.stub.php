<?php

/** What twint.so offers, for editors and static analysers. Generated: see generate-stub.php. */

declare(strict_types=1);

namespace Twint;

/** Whatever went wrong; its children say what the merchant can do about it. */
class TwintException extends \RuntimeException
{
    /** What TWINT was asked, such as "StartOrder"; null where nothing was asked. */
    public ?string $operation = null;

    /** TWINT's fault, such as "InvalidOrder"; null where TWINT did not answer with one. */
    public ?string $fault = null;

    /** The fault's code, such as "1116". */
    public ?string $faultCode = null;

    /** Whether the very same call may simply be made again. */
    public bool $retryable = false;

    /** The id of our message, for TWINT's support. */
    public ?string $messageId = null;

    /** The order as it was read afterwards, where it could be. */
    public ?Order $order = null;
}

/** We, or TWINT's validation, refused the input; nothing happened. */
class InvalidArgumentException extends TwintException
{
}

/** The certificate cannot be used. */
class CertificateException extends TwintException
{
    /** What is wrong with it: wrongPassphrase, notPkcs12, noPrivateKey, noCertificate, keyMismatch, expired, notYetValid, legacyUnavailable, nulInPassphrase, refusedByServer or renewalRefused. */
    public ?string $problem = null;
}

/** TWINT refuses this merchant, register or environment, or the settings make no sense. */
class ConfigurationException extends TwintException
{
}

/** TWINT or the buyer's bank said no. */
class DeclinedException extends TwintException
{
}

/** The order is not in a state for this, or TWINT does not know it. */
class StateConflictException extends TwintException
{
}

/** Nothing was changed at TWINT; safe to try again. */
class UnavailableException extends TwintException
{
}

/** It may have reached TWINT; find out before anything else. */
class OutcomeUnknownException extends TwintException
{
}

/** An order as TWINT describes it. Amounts are decimal strings with at least two places. */
final readonly class Order
{
    /** TWINT's name for it. */
    public string $uuid;

    /** The merchant's name for it. */
    public string $reference;

    /** PAYMENT_IMMEDIATE, PAYMENT_DEFERRED, REVERSAL …, as it came. */
    public string $kind;

    /** What status and reason mean. */
    public OrderState $state;

    /** TWINT's status, as it came. */
    public string $status;

    /** TWINT's reason, as it came. */
    public string $reason;

    public string $requestedAmount;

    /** Equals the requested amount from the start: it does not mean paid. */
    public ?string $authorizedAmount;

    public string $currency;

    /** NO_PAIRING, PAIRING_IN_PROGRESS, PAIRING_ACTIVE; for information only. */
    public ?string $pairingStatus;

    /** The digits the buyer types; only after payment_init(). */
    public ?string $pairingToken;

    /** "data:image/png;base64,…", 29 x 29 points; only after payment_init(). */
    public ?string $qrCode;

    /** Swiss time with its zone. */
    public ?string $createdAt;

    public ?string $fee;

    private function __construct()
    {
    }
}

/** What a certificate says of itself; what could not be read is empty, and the problems say why. */
final readonly class CertificateInfo
{
    public string $subject;

    public string $issuer;

    public string $serial;

    /** SHA-256, hexadecimal. */
    public string $fingerprint;

    /** The store it was issued for. */
    public ?string $storeUuid;

    /** Such as "2026-08-09T12:00:00Z". */
    public ?string $validFrom;

    public ?string $validTo;

    /**
     * @var list<string>
     * The words of CertificateException::$problem, and foreignIssuer as a warning.
     */
    public array $problems;

    /** Whether payments can be made with it: nothing worse than a warning. */
    public bool $usable;

    private function __construct()
    {
    }
}

final readonly class CertificateValidity
{
    /** Its last day in Swiss time, such as "2026-08-09". */
    public string $expiryDate;

    public bool $renewalAllowed;

    private function __construct()
    {
    }
}

/** The next certificate: save it before anything else, TWINT hands it out once. */
final readonly class RenewedCertificate
{
    /** PKCS#12 bytes that open with the passphrase that was sent. */
    public string $certificate;

    /** As TWINT wrote it. */
    public string $expiresAt;

    private function __construct()
    {
    }
}

/** A bank's app that opens a TWINT payment on iOS. */
final readonly class AppScheme
{
    /** Such as "twint-issuer25://". */
    public string $scheme;

    public string $name;

    private function __construct()
    {
    }
}

/** An edge of the table of phases. One from a phase to itself without duties means "nothing new". */
final readonly class Transition
{
    public Phase $from;

    public Event $event;

    public Phase $to;

    /** @var list<Actor> */
    public array $actors;

    /** @var list<Duty> */
    public array $duties;

    private function __construct()
    {
    }
}

/** The event of an operation that was carried out, and what was moved in all by now. */
final readonly class Booking
{
    public Event $event;

    public string $captured;

    public string $refunded;

    /** Whether nothing more can be captured. */
    public bool $closed;

    private function __construct()
    {
    }
}

/** What the rows of an order come to; negative amounts begin with a minus. */
final readonly class Prices
{
    /** @var list<array{net: numeric-string, gross: numeric-string}> */
    public array $rows;

    public string $credit;

    /** What the shop rounded, so that all adds up to what was charged. */
    public string $rounding;

    private function __construct()
    {
    }
}

/** What an order means for a payment: first apply the event, if there is one, then do the action. */
final readonly class Step
{
    /** Whether the order is this payment's, by reference and amount; if not, only a human can tell what it is. */
    public bool $ours;

    public ?Event $event;

    public Action $action;

    /** TWINT's reason. */
    public ?string $reason;

    /** What was moved by now; null where the event is not about money. */
    public ?Booking $booking;

    /** Whether the start was carried out; null: the order does not tell. So the others. */
    public ?bool $started;

    public ?bool $captured;

    public ?bool $cancelled;

    private function __construct()
    {
    }
}

/** What an operation comes to, or why it cannot be. */
final readonly class Quote
{
    /** To be moved; null where it is refused. */
    public ?string $amount;

    /** nothing, not_an_amount, not_a_quantity, unknown_position, position_twice, quantity_exceeded, position_exceeded, more_than_authorised, more_than_captured or fee_too_high. */
    public ?string $refusal;

    /** What will have been captured, or refunded, in all. */
    public ?string $after;

    /** What will be left; what is left now where it is refused. */
    public string $openAfter;

    /** Whether nothing follows this one. */
    public bool $last;

    /** @var list<array{id: int, quantity: string, amount: string}> */
    public array $portions;

    private function __construct()
    {
    }
}

/** Null where it may be done, else the word that says why not. */
final readonly class Permitted
{
    public ?string $refresh;

    public ?string $capture;

    public ?string $cancel;

    public ?string $refund;

    public ?string $resolve;

    private function __construct()
    {
    }
}

/** A question to TWINT and its answer, at most 64 KiB each, with secrets replaced by "[removed]". */
final readonly class Exchange
{
    public string $operation;

    public string $request;

    /** Null where none came. */
    public ?string $answer;

    public int $milliseconds;

    private function __construct()
    {
    }
}

final readonly class WawiStep
{
    public WawiAction $action;

    /** due, not_paid_yet, uncertain, captured_before, no_money_held, amount_fits, captures_less, payment_stands, shipped_unpaid, shipped_refunded, cancelled_captured, more_than_authorised, less_than_captured, revived_unpaid or revived_refunded. */
    public string $finding;

    /** Whether goods and money part ways, so that the merchant must know. */
    public bool $needsAttention;

    /** With a capture: what is to have been taken when all is shipped. With a refund: what is to be given back. */
    public ?string $amount;

    private function __construct()
    {
    }
}

/** A merchant's access data, checked. Neither copied, nor stored, nor shown. */
final class Merchant
{
    /** @return array<string, string> */
    public function __debugInfo(): array
    {
    }

    /**
     * @param string $certificate PKCS#12 bytes or PEM text
     * @param array{endpoint?: string, appSchemesEndpoint?: string, caFile?: string, caPem?: string, apiVersion?: '8.5'|'8.6'|'8.7'|'9'|'10', connectTimeoutMs?: int, timeoutMs?: int, clientName?: string, clientVersion?: string, proxy?: string}|null $options
     * @throws InvalidArgumentException
     * @throws CertificateException
     */
    public function __construct(string $storeUuid, #[\SensitiveParameter] string $certificate, #[\SensitiveParameter] string $passphrase, string $cashRegisterId, ?Environment $environment = null, #[\SensitiveParameter] ?array $options = null)
    {
    }
}

/** A payment as the merchant's books have it, checked. */
final class Payment
{
    /**
     * @param string $authorised what the buyer approved, or is asked to
     * @param string $captured of that
     * @param string $refunded of that
     * @param bool $closed nothing more can be captured
     * @throws InvalidArgumentException
     */
    public function __construct(Phase $phase, Capture $capture, string $reference, string $authorised, string $captured, string $refunded, bool $closed)
    {
    }
}

/** Which TWINT. */
enum Environment: string
{
    case Production = 'production';
    case Testing = 'testing';
}

/** When the money moves: at once after the buyer's approval, or later and in parts. */
enum Capture: string
{
    case Immediate = 'immediate';
    case Deferred = 'deferred';
}

/** Where an order stands. */
enum OrderState: string
{
    case AwaitingCustomer = 'awaitingCustomer';
    case AwaitingConfirmation = 'awaitingConfirmation';
    case Succeeded = 'succeeded';
    case PartiallySucceeded = 'partiallySucceeded';
    case Failed = 'failed';
}

/** Where a payment stands for the merchant. */
enum Phase: string
{
    case Created = 'created';
    case Pending = 'pending';
    case Authorised = 'authorised';
    case Uncertain = 'uncertain';
    case PartiallyCaptured = 'partially_captured';
    case Captured = 'captured';
    case PartiallyRefunded = 'partially_refunded';
    case Refunded = 'refunded';
    case Cancelled = 'cancelled';
    case Failed = 'failed';
}

/** What happened to a payment. */
enum Event: string
{
    case Started = 'started';
    case StartRefused = 'start_refused';
    case StartLost = 'start_lost';
    case NotFound = 'not_found';
    case Approved = 'approved';
    case PartCaptured = 'part_captured';
    case Closed = 'closed';
    case CaptureLost = 'capture_lost';
    case Declined = 'declined';
    case TimedOut = 'timed_out';
    case CancelledByBuyer = 'cancelled_by_buyer';
    case CancelledByMerchant = 'cancelled_by_merchant';
    case CancelLost = 'cancel_lost';
    case PartRefunded = 'part_refunded';
    case FullyRefunded = 'fully_refunded';
    case RefundLost = 'refund_lost';
    case Doubted = 'doubted';
    case GivenUp = 'given_up';
}

/** Who did it, or was the first to notice. */
enum Actor: string
{
    case Buyer = 'buyer';
    case Admin = 'admin';
    case Cron = 'cron';
    case Wawi = 'wawi';
    case Twint = 'twint';
}

/** What the shop has to do then; each is safe to do again. */
enum Duty: string
{
    case RecordPayment = 'record_payment';
    case SetOrderStatus = 'set_order_status';
    case ReleaseToWawi = 'release_to_wawi';
    case HoldFromWawi = 'hold_from_wawi';
    case SendMail = 'send_mail';
    case CancelOrder = 'cancel_order';
    case RestoreStock = 'restore_stock';
    case NotifyAdmin = 'notify_admin';
    case NoteGuarantee = 'note_guarantee';
}

/** Why somebody wants the payment ended: its time is over (or nobody can pay it), or buyer or merchant say so. */
enum EndWish: string
{
    case Expired = 'expired';
    case Buyer = 'buyer';
    case Merchant = 'merchant';
}

/** What to do now. */
enum Action: string
{
    case Wait = 'wait';
    case Capture = 'capture';
    case Cancel = 'cancel';
    case Nothing = 'nothing';
}

enum WawiWish: string
{
    case CaptureAll = 'capture_all';
    case CaptureDelivered = 'capture_delivered';
    case Release = 'release';
    case Refund = 'refund';
    case Compare = 'compare';
    case Revive = 'revive';
}

enum WawiAction: string
{
    case Wait = 'wait';
    case CaptureAll = 'capture_all';
    case CaptureDelivered = 'capture_delivered';
    case Cancel = 'cancel';
    case Refund = 'refund';
    case Nothing = 'nothing';
}

/**
 * Starts a payment under a reference never used before. Sent once: after OutcomeUnknownException, find() the reference.
 *
 * @throws TwintException
 */
function payment_init(Merchant $merchant, string $reference, string $amount, ?Capture $capture = null): Order
{
}

/**
 * Asks how an order stands.
 *
 * @throws TwintException
 */
function poll(Merchant $merchant, string $orderUuid): Order
{
}

/**
 * Asks about many orders, at most $concurrency (1 to 32) at once.
 *
 * @param array<string> $orderUuids
 * @return array<string, Order|TwintException> by UUID, in the order given
 * @throws InvalidArgumentException
 */
function poll_many(Merchant $merchant, array $orderUuids, int $concurrency = 8): array
{
}

/**
 * Takes the money of an approved order; unless $final, more can be captured later.
 *
 * @param bool $partsBefore whether parts were captured before it: then the last one is sent only to an order still open
 * @throws TwintException
 */
function capture(Merchant $merchant, string $orderUuid, string $amount, bool $final = true, bool $partsBefore = false): Order
{
}

/**
 * Ends an order that was not captured.
 *
 * @throws TwintException
 */
function cancel(Merchant $merchant, string $orderUuid): Order
{
}

/**
 * Ends many orders that were not captured, at most $concurrency (1 to 32) at once.
 *
 * @param array<string> $orderUuids
 * @return array<string, Order|TwintException> by UUID, in the order given
 * @throws InvalidArgumentException
 */
function cancel_many(Merchant $merchant, array $orderUuids, int $concurrency = 8): array
{
}

/**
 * Pays back all or a part of a captured order under a reference of its own. Sent once, as payment_init().
 *
 * @throws TwintException
 */
function refund(Merchant $merchant, string $orderUuid, string $reference, string $amount): Order
{
}

/**
 * Every order TWINT holds under the reference.
 *
 * @return list<Order>
 * @throws TwintException
 */
function find(Merchant $merchant, string $reference): array
{
}

/**
 * Every order made from one moment to another (RFC 3339).
 *
 * @return list<Order>
 * @throws TwintException
 */
function find_between(Merchant $merchant, string $from, string $to): array
{
}

/**
 * Makes the cash register known to TWINT; payment_init() and refund() do it by themselves.
 *
 * @throws TwintException
 */
function enroll(Merchant $merchant): void
{
}

/**
 * Whether TWINT works for this merchant: the check of the access data.
 *
 * @throws TwintException
 */
function system_status(Merchant $merchant): bool
{
}

/**
 * Until when TWINT holds the certificate valid, and whether it may be renewed.
 *
 * @throws TwintException
 */
function certificate_validity(Merchant $merchant): CertificateValidity
{
}

/**
 * Orders the next certificate; the present one keeps working. Sent once.
 *
 * @throws TwintException
 */
function renew_certificate(Merchant $merchant, #[\SensitiveParameter] string $newPassphrase): RenewedCertificate
{
}

/**
 * Looks into a certificate without any call.
 *
 * @throws InvalidArgumentException
 */
function inspect_certificate(#[\SensitiveParameter] string $certificate, #[\SensitiveParameter] string $passphrase): CertificateInfo
{
}

/**
 * The bank apps that open a TWINT payment on iOS; cache them.
 *
 * @return list<AppScheme>
 * @throws TwintException
 */
function app_schemes(Merchant $merchant): array
{
}

/**
 * Which phase an event leads to, and what the shop has to do then.
 *
 * @throws StateConflictException where the table has no such edge
 */
function transition(Phase $phase, Event $event, Actor $actor): Transition
{
}

/**
 * The whole table of phases.
 *
 * @return list<Transition>
 */
function transitions(): array
{
}

/**
 * What an order, as TWINT described it just now, means for a payment.
 *
 * @param Order|null $order null when find() of the reference holds nothing
 * @param EndWish|null $wish the merchant's ends what is approved and not captured, the others only what nobody approved
 * @param EndWish|null $cancelledFor why the last cancellation was sent
 * @param bool $cancelledLongAgo TWINT has long been done with that, whatever it did
 * @param bool $partLost a capture with final: false was sent and its outcome is not known
 */
function next_step(Payment $payment, ?Order $order, ?EndWish $wish = null, ?EndWish $cancelledFor = null, bool $cancelledLongAgo = false, bool $partLost = false): Step
{
}

/**
 * What a capture that was carried out makes of a payment.
 *
 * @throws InvalidArgumentException so much was never authorised
 */
function book_capture(Payment $payment, string $amount, bool $final): Booking
{
}

/**
 * What a refund that was carried out makes of a payment.
 *
 * @throws InvalidArgumentException so much was never captured
 */
function book_refund(Payment $payment, string $amount): Booking
{
}

/** Whether nobody but the merchant, in TWINT's portal, can tell what became of a capture whose answer was lost. */
function capture_is_traceless(bool $final, bool $partsBefore): bool
{
}

/**
 * What the rows of an order come to, from prices net, for one piece and in the shop's currency.
 *
 * @param list<array{price: string, quantity: string, vatRate: string}> $rows
 * @param string $factor francs to one of the shop's currency
 * @param string $credit the customer's that was used, in the shop's currency, negative
 * @throws InvalidArgumentException
 */
function price_rows(array $rows, string $factor, string $credit, string $charged): Prices
{
}

/**
 * What became of a capture whose answer was lost, long enough ago that TWINT is done with it. It returns where the capture was carried out,
 * at the latest now, where it closes the order.
 *
 * @param bool $partsBefore whether parts were captured before it
 * @throws StateConflictException it was not carried out
 * @throws OutcomeUnknownException only a human can tell
 * @throws TwintException
 */
function find_out_capture(Merchant $merchant, string $orderUuid, string $amount, bool $final, bool $partsBefore): Order
{
}

/**
 * What became of a refund whose answer was lost, long enough ago that TWINT is done with it. Never sends it again.
 *
 * @throws StateConflictException it was not carried out
 * @throws OutcomeUnknownException only a human can tell
 * @throws TwintException
 */
function find_out_refund(Merchant $merchant, string $reference, string $amount): Order
{
}

/**
 * What a capture of portions and a free amount comes to, in Rappen. Amounts and quantities of portions are as somebody typed them.
 *
 * @param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> $rows
 * @param list<array{id: int, quantity: ?string, amount: ?string}> $portions
 * @throws InvalidArgumentException
 */
function quote_capture(Payment $payment, array $rows, array $portions, ?string $amount = null): Quote
{
}

/**
 * What a refund of portions and an adjustment comes to, less a fee kept back.
 *
 * @param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> $rows
 * @param list<array{id: int, quantity: ?string, amount: ?string}> $portions
 * @throws InvalidArgumentException
 */
function quote_refund(Payment $payment, array $rows, array $portions, ?string $adjustment = null, ?string $fee = null): Quote
{
}

/**
 * What is owed for all that was delivered until now, counted from the first parcel on, and was not captured yet: discounts in proportion,
 * shipping with the first parcel, the sum of all parcels exactly the order.
 *
 * @param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> $rows
 * @param list<array{id: int, quantity: string}> $delivered
 * @throws InvalidArgumentException
 */
function quote_parcel(Payment $payment, array $rows, array $delivered): Quote
{
}

/**
 * What a merchant may do with a payment just now.
 *
 * @param bool $traceless only a human can find out what became of the open operation
 */
function permitted(Payment $payment, bool $operationOpen, bool $traceless): Permitted
{
}

/**
 * What Wawi's news mean for a payment.
 *
 * @param string|null $order what the order comes to by now; null where it was deleted
 * @throws InvalidArgumentException
 */
function wawi_step(WawiWish $wish, Payment $payment, ?string $order = null): WawiStep
{
}

/** The last exchange of this thread with TWINT, for support; null where the last call sent nothing. */
function last_exchange(): ?Exchange
{
}
