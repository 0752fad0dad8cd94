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

    /** What happened, for programs. */
    public ?Cause $cause = null;

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
    /** What is wrong with it: wrongPassphrase, blankInPassphrase, nulInPassphrase, notPkcs12, damaged, archive, javaKeystore, excessive, legacyUnavailable, unsupportedEncryption, noPrivateKey, noCertificate, keyMismatch, unsupportedKey, tooWeak, expired, notYetValid, refusedByServer or renewalRefused. */
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

    /** What was asked for. */
    public string $requestedAmount;

    /** Equals the requested amount from the start: it does not mean paid. */
    public ?string $authorizedAmount;

    /** Of the amounts, such as "CHF". */
    public string $currency;

    /** NO_PAIRING, PAIRING_IN_PROGRESS, PAIRING_ACTIVE; for information only. */
    public ?string $pairingStatus;

    /** Whether a phone has taken it and its owner has yet to decide; only after payment_init() and poll(). */
    public bool $onPhone;

    /** The digits the buyer types; only after payment_init(). */
    public ?string $pairingToken;

    /** "data:image/png;base64,…", 29 x 29 points; only after payment_init(). */
    public ?string $qrCode;

    /** TWINT's own page, which is a secret of the buyer's; only after payment_init() that asked for it. */
    public ?string $paymentPage;

    /** Swiss time with its zone. */
    public ?string $createdAt;

    /** TWINT's, where it says one. */
    public ?string $fee;

    /** The same for the books, in CHF: null where TWINT says none, another currency or parts of a Rappen. */
    public ?string $feeInFrancs;

    /** Equals the requested amount from the start; shows what was captured only where it is less. */
    public ?string $paymentAmount;

    /** Whether it pays another order back. */
    public bool $isReversal;

    /** Whether nothing more can be captured. */
    public bool $closed;

    /** What TWINT holds of its money. */
    public Holding $holding;

    private function __construct()
    {
    }
}

/** A check-in as TWINT describes it: the buyer's phone hands address and choice of shipping to the shop. */
final readonly class CheckIn
{
    /** TWINT's name for it. */
    public string $pairingUuid;

    /** What status and data mean. */
    public CheckInState $state;

    /** NO_PAIRING, PAIRING_IN_PROGRESS, PAIRING_ACTIVE, as it came. */
    public string $pairingStatus;

    /** Whether a phone has taken it and its owner has yet to decide, as far as TWINT says so. Nothing follows from it. */
    public bool $onPhone;

    /** The letters and digits the buyer types; only after checkin_start(). */
    public ?string $pairingToken;

    /** "data:image/png;base64,…"; only after checkin_start(). */
    public ?string $qrCode;

    /** The shipping method that the buyer chose. */
    public ?string $shippingMethodId;

    /** What TWINT handed over of the buyer; store it at first sight, TWINT does not tell it again once the check-in is over. */
    public ?Customer $customer;

    private function __construct()
    {
    }
}

/**
 * What TWINT handed over of the buyer, each a string; null where TWINT did not say it or where it makes no sense.
 *
 * getValue() tells it, and no dump, trace, serialization or JSON does.
 */
final readonly class Customer
{
    /** The address in one piece as it came, for a human where a part of it is missing. */
    public ?\SensitiveParameterValue $addressText;

    /** Of the address. */
    public ?\SensitiveParameterValue $firstName;

    /** Of the address. */
    public ?\SensitiveParameterValue $lastName;

    /** Of the address, with the number of the house. */
    public ?\SensitiveParameterValue $street;

    /** Of the address. */
    public ?\SensitiveParameterValue $zip;

    /** Of the address. */
    public ?\SensitiveParameterValue $city;

    /** Of the address: two capital letters, such as "CH". */
    public ?\SensitiveParameterValue $country;

    /** "YYYY-MM-DD". */
    public ?\SensitiveParameterValue $dateOfBirth;

    /** A plus, where it came with one, and digits. */
    public ?\SensitiveParameterValue $phoneNumber;

    /** The address for mails. */
    public ?\SensitiveParameterValue $email;

    private function __construct()
    {
    }
}

/** An edge of the table of check-ins. One from a phase to itself means "nothing new". */
final readonly class CheckInTransition
{
    /** The phase before the event. */
    public CheckInPhase $from;

    /** What happened. */
    public CheckInEvent $event;

    /** The phase after the event. */
    public CheckInPhase $to;

    /** Whether the buyer's data are kept with the check-in from then on; erase them where they are not. */
    public bool $keepsData;

    private function __construct()
    {
    }
}

/** What is known of a check-in means this: first apply the event, if there is one, then do the action. */
final readonly class CheckInStep
{
    /** What happened. */
    public ?CheckInEvent $event;

    /** What to do. */
    public CheckInAction $action;

    /** What the order comes to, where it is to be started: the goods and the chosen shipping method. */
    public ?string $amount;

    /** Why it is cancelled, where it is. */
    public ?CheckInCancelReason $cancelReason;

    private function __construct()
    {
    }
}

/** What a certificate says of itself; what could not be read is empty, and the problems say why. */
final readonly class CertificateInfo
{
    /** To whom it was issued: its distinguished name. */
    public string $subject;

    /** Who issued it: the issuer's distinguished name. */
    public string $issuer;

    /** Its number at the issuer, hexadecimal. */
    public string $serial;

    /** SHA-256, hexadecimal. */
    public string $fingerprint;

    /** The store it was issued for. */
    public ?string $storeUuid;

    /** Such as "2026-08-09T12:00:00Z". */
    public ?string $validFrom;

    /** Such as "2027-08-09T12:00:00Z". */
    public ?string $validTo;

    /**
     * The words of CertificateException::$problem, the worst first, and as a warning foreignIssuer, severalCertificates or withoutChecksum.
     *
     * @var list<string>
     */
    public array $problems;

    /** Whether payments can be made with it: nothing worse than a warning. */
    public bool $usable;

    private function __construct()
    {
    }
}

/** What TWINT says of the certificate. */
final readonly class CertificateValidity
{
    /** Its last day in Swiss time, such as "2026-08-09". */
    public string $expiryDate;

    /** Whether renew_certificate() would get the next one now. */
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

    /** The bank's, as buyers know it. */
    public string $name;

    private function __construct()
    {
    }
}

/** An edge of the table of phases. One from a phase to itself without duties means "nothing new". */
final readonly class Transition
{
    /** The phase in which the payment was. */
    public Phase $from;

    /** What happened. */
    public Event $event;

    /** The phase in which it is then. */
    public Phase $to;

    /**
     * Who may do it or notice it.
     *
     * @var list<Actor>
     */
    public array $actors;

    /**
     * What the shop has to do, in this order.
     *
     * @var list<Duty>
     */
    public array $duties;

    private function __construct()
    {
    }
}

/** What became of a payment's amount. */
final readonly class Balance
{
    /** What the buyer approved; "0.00" before. A decimal string, as each here. */
    public string $authorised;

    /** Captured in all, with what was paid back of it. */
    public string $captured;

    /** Paid back in all. */
    public string $refunded;

    /** Captured and not paid back. */
    public string $kept;

    /** Reserved and not captured yet. */
    public string $open;

    /** Was reserved, and was given back to the buyer without being captured. */
    public string $released;

    /** What is kept, in per cent of the amount. */
    public string $keptShare;

    /** What was paid back, in per cent of the amount. */
    public string $refundedShare;

    /** What is open, in per cent of the amount. */
    public string $openShare;

    private function __construct()
    {
    }
}

/** The event of an operation that was carried out, and what was moved in all by now. */
final readonly class Booking
{
    /** What happened to the payment by it. */
    public Event $event;

    /** In all by now, as a decimal string. */
    public string $captured;

    /** In all by now, as a decimal string. */
    public string $refunded;

    /** Whether nothing more can be captured. */
    public bool $closed;

    /** Whether nobody asks TWINT about a cancellation any more, so that one whose outcome is not known was not carried out. */
    public bool $outdatesCancellation;

    private function __construct()
    {
    }
}

/** Money of a payment that moved, or a reservation of it that was let go. */
final readonly class Movement
{
    /** What moved. */
    public MovementKind $kind;

    /** How much, as a decimal string; never zero. */
    public string $amount;

    /** Of the call that moved it; null where no call of ours did. */
    public ?int $call;

    /** Of what happened when it was seen; null where a call of ours moved it. */
    public ?int $event;

    /** Whether TWINT's fee stands with it, which TWINT says of the whole payment. */
    public bool $bearsFee;

    private function __construct()
    {
    }
}

/** What the rows of an order come to; negative amounts begin with a minus. */
final readonly class Prices
{
    /**
     * In francs, in the order given.
     *
     * @var list<array{net: numeric-string, gross: numeric-string}>
     */
    public array $rows;

    /** The customer's that was used. */
    public string $credit;

    /** What the shop rounded, so that all adds up to what was charged. */
    public string $rounding;

    /** Whether that is no more than rounding can make. Rows do not add up while JTL-Wawi's edit writes them anew. */
    public bool $addsUp;

    private function __construct()
    {
    }
}

/** What an order means for a payment: first apply the event, if there is one, then do the action. */
final readonly class Step
{
    /** Whether the order is this payment's, by reference and amount; if not, only a human can tell what it is. */
    public bool $ours;

    /** What happened; null where nothing did. */
    public ?Event $event;

    /** What to do then. */
    public Action $action;

    /** TWINT's reason. */
    public ?string $reason;

    /** What was moved by now; null where the event is not about money. */
    public ?Booking $booking;

    /** Whether the start was carried out; null where the order does not tell, here and below. */
    public ?bool $started;

    /** Whether a capture that was to close the order was carried out. */
    public ?bool $captured;

    /** Whether the cancellation was carried out. */
    public ?bool $cancelled;

    /** Whether the order is in a state that nobody knows; note since when, and tell it as $unrecognisedSeconds. */
    public bool $unrecognised;

    /** Whether there is anything to write down or to do. */
    public bool $hasNews;

    private function __construct()
    {
    }
}

/** What an event changes in a payment's row beside phase and sums. */
final readonly class Aftermath
{
    /** Whether nobody can pay with the code any more, so that the row forgets it. */
    public bool $forgetsCode;

    /** Whether the row shows the same reason as before. */
    public bool $keepsReason;

    /** The reason that the row shows instead; null: none. */
    public ?string $reason;

    private function __construct()
    {
    }
}

/** What an operation comes to, or why it cannot be. */
final readonly class Quote
{
    /** To be moved; null where it is refused. */
    public ?string $amount;

    /** Why it is refused: nothing, not_an_amount, not_a_quantity, unknown_position, position_twice, quantity_exceeded, position_exceeded, more_than_authorised, more_than_captured or fee_too_high. */
    public ?string $refusal;

    /** What will have been captured, or refunded, in all. */
    public ?string $after;

    /** What will be left; what is left now where it is refused. */
    public string $openAfter;

    /** Whether nothing follows this one. */
    public bool $last;

    /**
     * What is moved of each row.
     *
     * @var list<array{id: int, quantity: string, amount: string}>
     */
    public array $portions;

    private function __construct()
    {
    }
}

/** Null where it may be done, else the word that says why not. */
final readonly class Permitted
{
    /** Asking TWINT, or finding out what became of an operation. */
    public ?string $refresh;

    /** Taking money. */
    public ?string $capture;

    /** Releasing the reservation. */
    public ?string $cancel;

    /** Paying back. */
    public ?string $refund;

    /** Telling what became of a part that was captured without an answer. */
    public ?string $resolve;

    /** Entering how an uncertain payment ended. */
    public ?string $enterOutcome;

    private function __construct()
    {
    }
}

/** What the shop's order shows of its payment from now on. */
final readonly class OrderStatus
{
    /** For which phase the merchant's status is set; null: the order shows another attempt, so this one has no say. */
    public ?Phase $statusPhase;

    /** Whether a payment is dated, where none is. */
    public bool $notesPaidDate;

    /** Whether the order is open again where the merchant has no status for that phase. */
    public bool $reopens;

    /** Whether the status takes the place of "paid", too. */
    public bool $replacesPaid;

    private function __construct()
    {
    }
}

/** A question to TWINT and its answer, at most 64 KiB each, with secrets replaced by "[removed]". */
final readonly class Exchange
{
    /** Such as "StartOrder". */
    public string $operation;

    /** The message that was sent. */
    public string $request;

    /** Null where none came. */
    public ?string $answer;

    /** From the first byte sent to the last one read. */
    public int $milliseconds;

    private function __construct()
    {
    }
}

/** What to do on some news of Wawi, and why. */
final readonly class WawiStep
{
    /** What to do. */
    public WawiAction $action;

    /** Why: due, not_paid_yet, uncertain, captured_before, no_money_held, amount_fits, captures_less, keeps_less, payment_stands, shipped_unpaid, shipped_refunded, cancelled_captured, more_than_authorised, less_than_captured, revived_unpaid or revived_refunded. */
    public string $finding;

    /** Whether goods and money part ways, so that the merchant must know. */
    public bool $needsAttention;

    /** With a capture: what is to have been taken when all is shipped. With a refund: what is to be given back. */
    public ?string $amount;

    /** With a comparison of order and money: the most that the merchant has got or can still get. */
    public ?string $reach;

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
     * @param array{endpoint?: string, appSchemesEndpoint?: string, caFile?: string, caPem?: string, apiVersion?: '8.5'|'8.6'|'8.7'|'9'|'10', connectTimeoutMs?: int, timeoutMs?: int, flowTimeoutMs?: int, clientName?: string, clientVersion?: string, proxy?: string}|null $options
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

/** How an order and its money agreed when they were compared, checked. */
final class WawiComparison
{
    /**
     * @param string $finding of Twint\WawiStep
     * @param string $total what the order came to
     * @param string $reach the most that the merchant had got or could still get
     * @throws InvalidArgumentException
     */
    public function __construct(string $finding, string $total, string $reach)
    {
    }
}

/** A shipping method that the buyer may choose, checked. */
final class ShippingMethod
{
    /**
     * What TWINT cannot show of the label and the description is written in letters that it can, and cut after 255 bytes.
     *
     * @param string $id 1 to 128 letters from a to z, digits, -, _ and +
     * @param string|null $description sent from version 8.7 on, which brought it
     * @throws InvalidArgumentException
     */
    public function __construct(string $id, string $label, string $amount, ?string $description = null)
    {
    }
}

/** Which TWINT. */
enum Environment: string
{
    /** The system that moves real money. */
    case Production = 'production';
    /** TWINT's test system, which TWINT calls PAT. */
    case Testing = 'testing';
}

/** When the money moves: at once after the buyer's approval, or later and in parts. */
enum Capture: string
{
    /** `PAYMENT_IMMEDIATE`: one confirmation, right away. */
    case Immediate = 'immediate';
    /** `PAYMENT_DEFERRED`: reserved now, confirmed later and in parts. */
    case Deferred = 'deferred';
}

/** Where an order stands. */
enum OrderState: string
{
    /** The buyer has not decided yet: poll on. */
    case AwaitingCustomer = 'awaitingCustomer';
    /** The buyer approved and the money is reserved: confirm or cancel. */
    case AwaitingConfirmation = 'awaitingConfirmation';
    /** Done for the whole amount. */
    case Succeeded = 'succeeded';
    /**
     * A success, but not plainly for the whole amount: compare amounts before believing it paid. TWINT may also say so
     * between two parts of a deferred payment.
     */
    case PartiallySucceeded = 'partiallySucceeded';
    /** Declined, cancelled or timed out; no money is held. */
    case Failed = 'failed';
    /**
     * A status or a reason that nobody knows, or one that does not go with the other. It is neither that the buyer has yet to decide nor
     * that nothing was captured. Of a `FAILURE` for a reason that nobody knows `books/next_step` takes that it is over.
     */
    case Unrecognised = 'unrecognised';
}

/** What TWINT holds of an order's money. */
enum Holding: string
{
    /** Nothing yet: the buyer has not decided. */
    case Waiting = 'waiting';
    /** The buyer approved and the amount is reserved. */
    case Reserved = 'reserved';
    /** Money was captured, all or a part. */
    case Moved = 'moved';
    /** Nothing: the order failed or was cancelled. */
    case Ended = 'ended';
    /** It is not known, so nothing is concluded from it. */
    case Unclear = 'unclear';
}

/** What happened, for programs. */
enum Cause: string
{
    /** A value was refused before anything was sent. */
    case Argument = 'argument';
    /** The merchant's books do not allow the operation. */
    case Books = 'books';
    /** The certificate cannot be used, or the server refused it. */
    case Certificate = 'certificate';
    /** Nothing left this machine. */
    case NotSent = 'not_sent';
    /** The answer was lost. */
    case AnswerLost = 'answer_lost';
    /** The answer is larger than any of TWINT's. */
    case AnswerTooLarge = 'answer_too_large';
    /** Something answered in TWINT's place that the service is away. */
    case ServiceAway = 'service_away';
    /** What came back is not the answer to the request. */
    case AnswerUnreadable = 'answer_unreadable';
    /** The server's certificate could not be verified. */
    case ServerNotTrusted = 'server_not_trusted';
    /** Endpoint, CA file or proxy cannot be used. */
    case Settings = 'settings';
    /** TWINT answered with a fault. */
    case Fault = 'fault';
    /** TWINT holds an order under the refund's reference that is not this refund. */
    case AnotherOrder = 'another_order';
    /** The order does not show that the operation was carried out. */
    case Order = 'order';
}

/** Where a payment stands for the merchant. */
enum Phase: string
{
    /** Written down; TWINT has not answered the start yet. */
    case Created = 'created';
    /** TWINT has the order; the buyer has not decided. */
    case Pending = 'pending';
    /** The buyer approved: the money is reserved. */
    case Authorised = 'authorised';
    /** It is not known what TWINT holds; nothing is shipped until it is known. */
    case Uncertain = 'uncertain';
    /** A part was captured, and more may follow. */
    case PartiallyCaptured = 'partially_captured';
    /** Captured, and nothing more can be captured. */
    case Captured = 'captured';
    /** A part of the captured money was refunded. */
    case PartiallyRefunded = 'partially_refunded';
    /** All captured money was refunded. */
    case Refunded = 'refunded';
    /** Cancelled by buyer or merchant, or timed out; no money is held. */
    case Cancelled = 'cancelled';
    /** Declined, or never started at TWINT; no money is held. */
    case Failed = 'failed';
}

/** What happened to a payment. */
enum Event: string
{
    /** TWINT took the order and waits for the buyer. */
    case Started = 'started';
    /** TWINT refused the start; it holds no order. */
    case StartRefused = 'start_refused';
    /** The answer to the start was lost. */
    case StartLost = 'start_lost';
    /** TWINT holds nothing under the reference of a lost start. */
    case NotFound = 'not_found';
    /** The buyer approved. */
    case Approved = 'approved';
    /** A part was captured, and the order stays open. */
    case PartCaptured = 'part_captured';
    /** Money was captured, and the order is closed. */
    case Closed = 'closed';
    /** The answer to a capture was lost. */
    case CaptureLost = 'capture_lost';
    /** The buyer or the bank declined. */
    case Declined = 'declined';
    /** The time for paying ran out. */
    case TimedOut = 'timed_out';
    /** The buyer cancelled in the shop. */
    case CancelledByBuyer = 'cancelled_by_buyer';
    /** The merchant cancelled. */
    case CancelledByMerchant = 'cancelled_by_merchant';
    /** The answer to a cancellation was lost. */
    case CancelLost = 'cancel_lost';
    /** A part of the captured money was refunded. */
    case PartRefunded = 'part_refunded';
    /** All captured money was refunded. */
    case FullyRefunded = 'fully_refunded';
    /** The answer to a refund was lost. */
    case RefundLost = 'refund_lost';
    /** TWINT's order contradicts the books or is in a state that this version does not know. */
    case Doubted = 'doubted';
    /** The attempt is over, and the buyer did not try again in time. */
    case GivenUp = 'given_up';
}

/** Who did it, or was the first to notice. */
enum Actor: string
{
    /** The buyer, on the shop's pay page. */
    case Buyer = 'buyer';
    /** A person in the shop's backend. */
    case Admin = 'admin';
    /** The shop's cron job, which looks after open payments. */
    case Cron = 'cron';
    /** JTL-Wawi, the merchant's ERP. */
    case Wawi = 'wawi';
    /** TWINT itself. */
    case Twint = 'twint';
}

/** What the shop has to do then; each is safe to do again. */
enum Duty: string
{
    /** Withhold the order from Wawi. */
    case HoldFromWawi = 'hold_from_wawi';
    /** Write down until when the reservation is guaranteed. */
    case NoteGuarantee = 'note_guarantee';
    /** Record captured money that is not recorded yet as an incoming payment. */
    case RecordPayment = 'record_payment';
    /** Set the order's status as the merchant mapped it to the phase. */
    case SetOrderStatus = 'set_order_status';
    /** Cancel the shop's order. */
    case CancelOrder = 'cancel_order';
    /** Put the order's goods back into stock. */
    case RestoreStock = 'restore_stock';
    /** Release the order to Wawi, if it may be shipped in this phase. */
    case ReleaseToWawi = 'release_to_wawi';
    /** Send the confirmation of the order, if it waited for the money or the shop has no page that sends it. */
    case SendConfirmation = 'send_confirmation';
    /** Send the buyer the mail of the new phase. */
    case SendMail = 'send_mail';
    /** Show the merchant that the payment needs attention. */
    case NotifyAdmin = 'notify_admin';
}

/** How the shop's order stands, as far as it matters for its payment. */
enum OrderStanding: string
{
    /** It is not in the shop any more. */
    case Gone = 'gone';
    /** It is open or in work. */
    case Open = 'open';
    /** It was shipped, all or a part. */
    case Shipped = 'shipped';
    /** It was cancelled. */
    case Cancelled = 'cancelled';
    /** It is called paid: a payment of it is dated, or the merchant shows reserved money so. */
    case Paid = 'paid';
    /** It is in another status, which the merchant gave it. */
    case Other = 'other';
}

/** What happens to an order whose payment ended without money. */
enum UnpaidOrder: string
{
    /** Nothing: it is paid otherwise or may still be, or it is over already. */
    case Keep = 'keep';
    /** It is cancelled: Wawi has never seen it. */
    case Cancel = 'cancel';
    /** Nothing yet: Wawi may have been fetching it when it was held again. */
    case Wait = 'wait';
    /** The merchant cancels it in Wawi, which may have it. */
    case LeaveToMerchant = 'leave_to_merchant';
}

/** What happens to an order whose last attempt ended long ago. */
enum AbandonedOrder: string
{
    /** Nothing: it is over, paid otherwise, or the merchant knows of it. */
    case Rest = 'rest';
    /** Nothing yet: Wawi may have been fetching it when it was held again. */
    case Wait = 'wait';
    /** It is given up. */
    case GiveUp = 'give_up';
}

/** What happens to an order of which no payment was ever begun. */
enum UnbegunOrder: string
{
    /** Nothing: a payment was begun, Wawi may have it, or its status is another. */
    case Keep = 'keep';
    /** It is cancelled, and what it took is given back. */
    case Cancel = 'cancel';
    /** What it took is given back: somebody else cancelled it. */
    case GiveBack = 'give_back';
}

/** Whether what a cancelled order took is given back: stock, credit, vouchers. */
enum GiveBack: string
{
    /** It is not known yet: the order has to be cancelled first. */
    case Wait = 'wait';
    /** It is given back, unless Wawi has the order. */
    case Give = 'give';
    /** The order keeps it, or it was given back. */
    case Keep = 'keep';
}

/** What the buyer can do to pay an order now. */
enum BuyersTurn: string
{
    /** Begin the order's first attempt. */
    case Begin = 'begin';
    /** Go on with the attempt that waits for them. */
    case GoOn = 'go_on';
    /** Begin another attempt: the last one ended without money. */
    case TryAgain = 'try_again';
    /** Nothing: the order is paid, or its money is reserved. */
    case Paid = 'paid';
    /** Nothing until it is known what TWINT holds. */
    case Uncertain = 'uncertain';
    /** Nothing: the order is over, or not to be paid with TWINT. */
    case Over = 'over';
}

/** Why the buyer of an order is not sent the link that pays it. */
enum NoLink: string
{
    /** The order is not in the shop any more. */
    case NoOrder = 'no_order';
    /** It is to be paid another way. */
    case OtherMethod = 'other_method';
    /** It is paid, or its money is reserved. */
    case Paid = 'paid';
    /** It is not known what TWINT holds. */
    case Uncertain = 'uncertain';
    /** It is over, or about to be. */
    case NotOpen = 'not_open';
    /** Somebody dated a payment of it. */
    case Dated = 'dated';
    /** There are no francs to pay. */
    case NotPayable = 'not_payable';
    /** A link to it would not be good any more. */
    case TooOld = 'too_old';
}

/** How much of a payment is reserved and still to be captured. */
enum Reservation: string
{
    /** The whole amount. */
    case Whole = 'whole';
    /** What is left after a part was captured, whether or not some of that part was paid back. */
    case Rest = 'rest';
}

/** What moved of a payment. */
enum MovementKind: string
{
    /** Money came in. */
    case Capture = 'capture';
    /** Money was paid back. */
    case Refund = 'refund';
    /** What was reserved and never captured was given back to the buyer. */
    case Release = 'release';
}

/** A mail to the buyer about a payment. */
enum Mail: string
{
    /** The order is paid. The shop's own template says so, if the merchant ticked it for the payment method. */
    case PaymentReceived = 'payment_received';
    /** Less than the order comes to was captured. The mail says how much, if the merchant ticked the mail about payments. */
    case PartReceived = 'part_received';
    /** The buyer's approval arrived; the money is captured later. */
    case PaymentReserved = 'payment_reserved';
    /** Money was paid back. The mail says how much, and how much in all. */
    case PaymentRefunded = 'payment_refunded';
    /** Nothing was charged, and the order can still be paid. */
    case PaymentNotMade = 'payment_not_made';
    /**
     * The order was cancelled. The shop's own template says so, also if the merchant did not tick it: the buyer was told that the order
     * stands.
     */
    case OrderCancelled = 'order_cancelled';
    /**
     * The order was cancelled. The shop's own template says so only if the merchant ticked it for the payment method: the buyer was told
     * nothing before.
     */
    case OrderCancelledIfTicked = 'order_cancelled_if_ticked';
    /** The buyer ended the order to choose another way to pay: the confirmation they have is void, and another comes with the next order. */
    case OrderGivenUp = 'order_given_up';
}

/** Why somebody wants the payment ended: its time is over (or nobody can pay it), or buyer or merchant say so. */
enum EndWish: string
{
    /** The time for paying is over, or the buyer cannot pay because the token was lost with the answer. */
    case Expired = 'expired';
    /** The buyer cancelled in the shop. */
    case Buyer = 'buyer';
    /** The merchant does not want the money. */
    case Merchant = 'merchant';
}

/** What to do now. */
enum Action: string
{
    /** Poll again later. */
    case Wait = 'wait';
    /** Capture the whole amount and close the order. */
    case Capture = 'capture';
    /** Cancel the order. */
    case Cancel = 'cancel';
    /** Leave the order as it is. */
    case Nothing = 'nothing';
}

/** What to do with an order at TWINT whose payment is over in the merchant's books. */
enum Resumption: string
{
    /** Leave it: the order is over at TWINT, too. */
    case Leave = 'leave';
    /** Take the payment up again: TWINT holds money for it, and nothing else pays the shop's order. */
    case Resume = 'resume';
    /** Cancel the order at TWINT: nobody wants its money any more. */
    case Release = 'release';
    /** Leave it and tell the merchant to pay it back: the shop's order is paid otherwise, or is not wanted any more. */
    case Refund = 'refund';
    /** Leave it and tell the merchant: this version does not know what TWINT holds, or the order is not this payment's. */
    case Ask = 'ask';
}

/** Why a payment is cancelled, as the books record it. */
enum CancelIntent: string
{
    /** The time for paying is over. */
    case Timeout = 'timeout';
    /** The buyer cancelled in the shop. */
    case Buyer = 'buyer';
    /** The merchant does not want the money. */
    case Merchant = 'merchant';
    /** The answer to the start was lost, and with it the code: nobody can pay. */
    case Lost = 'lost';
}

/** A kind of call that moves money, or could. */
enum OperationKind: string
{
    /** The start of a payment. */
    case Start = 'start';
    /** A capture. */
    case Capture = 'capture';
    /** A cancellation. */
    case Cancel = 'cancel';
    /** A refund. */
    case Refund = 'refund';
}

/** What is known of a call that moves money. */
enum OperationState: string
{
    /** It is on its way, or its sender died: TWINT has to be asked. */
    case Sent = 'sent';
    /** TWINT carried it out. */
    case Done = 'done';
    /** TWINT did not carry it out. */
    case Refused = 'refused';
    /** Its answer was lost: TWINT has to be asked. */
    case Unknown = 'unknown';
}

/** How to find out the outcome of a call by hand of which phase and sums do not show one yet. */
enum Inquiry: string
{
    /** It is known that the call was not carried out; whoever found that out did not come to the rest. */
    case GiveUp = 'give_up';
    /** It is known that the call was carried out: phase and sums follow from it. */
    case Book = 'book';
    /** TWINT may still be at it. */
    case TooEarly = 'too_early';
    /** The payment's order shows it. */
    case Settle = 'settle';
    /** TWINT is asked about it. */
    case Ask = 'ask';
}

/** Why the merchant may not enter that a call was not carried out. */
enum DenialRefusal: string
{
    /** TWINT could not be asked, so that it may know better. */
    case NotAsked = 'not_asked';
    /** TWINT has it, and may carry it out yet. */
    case StillUnderway = 'still_underway';
    /** What TWINT shows can mean that it was carried out. */
    case MayBeDone = 'may_be_done';
}

/** Why the merchant cannot enter how a payment ended, although it was allowed before TWINT was asked once more. */
enum EntryRefusal: string
{
    /** TWINT has told how the payment ended. */
    case TwintTold = 'twint_told';
    /** TWINT may still be at a call. */
    case TooEarly = 'too_early';
}

/** What two sides of a payment or a refund amount to. */
enum ReconciliationFinding: string
{
    /** Both sides agree. */
    case Matched = 'matched';
    /** The amounts differ. */
    case AmountDiffers = 'amount_differs';
    /** TWINT holds or moved money that is open or over in the books. */
    case PaidThereOpenHere = 'paid_there_open_here';
    /** The books say that money is held or was moved, and TWINT says that it is not. */
    case PaidHereNotThere = 'paid_here_not_there';
    /** The books have money for it, and TWINT does not know it. */
    case UnknownThere = 'unknown_there';
    /** TWINT has money for it, and the books do not know it. */
    case UnknownHere = 'unknown_here';
}

/** What Wawi told the shop about an order. */
enum WawiNews: string
{
    /** All goods left. */
    case Shipped = 'shipped';
    /** A part of the goods left. */
    case PartShipped = 'part_shipped';
    /** Somebody ticked "paid". */
    case Paid = 'paid';
    /** The order was cancelled. */
    case Cancelled = 'cancelled';
    /** The order was deleted. */
    case Deleted = 'deleted';
    /** The order was edited. */
    case Edited = 'edited';
    /** A cancellation was taken back. */
    case Reactivated = 'reactivated';
}

/** What became of a call that was sent earlier for some news of Wawi. */
enum EarlierTry: string
{
    /** No call was sent. */
    case NotSent = 'not_sent';
    /** Its outcome is not known yet. */
    case Underway = 'underway';
    /** It was carried out. */
    case Done = 'done';
    /** It was refused at once, which counted as a try then. */
    case Refused = 'refused';
    /** Its outcome was awaited, and it came to nothing: that counts as a try only now. */
    case CameToNothing = 'came_to_nothing';
}

/** What became of a wish to move money. */
enum CallOutcome: string
{
    /** It was done. */
    case Done = 'done';
    /** It was not done. */
    case Refused = 'refused';
    /** It may have been done. */
    case Unknown = 'unknown';
    /** Somebody else is at the payment, so nothing was done. */
    case Busy = 'busy';
    /** It was wished before: the operation of then shows what came of it. */
    case AlreadyDone = 'already_done';
}

/** What follows for some news of Wawi from what became of a call for them. */
enum AfterCall: string
{
    /** They are worked off. */
    case Finish = 'finish';
    /** It counts as a try that failed. */
    case Fail = 'fail';
    /** They wait until it is known what became of the call. */
    case AwaitOutcome = 'await_outcome';
    /** They wait for whoever is at the payment. */
    case AwaitOther = 'await_other';
}

/** What the settings say that a part of an order does when it was shipped. */
enum PartShipmentRule: string
{
    /** It leaves the money as it is. */
    case Nothing = 'nothing';
    /** It captures its price. */
    case Delivered = 'delivered';
    /** It captures everything that is open. */
    case All = 'all';
}

/** What the settings say that the cancellation of an order does. */
enum CancellationRule: string
{
    /** It leaves the money as it is. */
    case Nothing = 'nothing';
    /** It releases what is reserved. */
    case Release = 'release';
    /** It releases what is reserved and refunds what was captured. */
    case Refund = 'refund';
}

/** What a shop may ask of the buyer. */
enum Scope: string
{
    /** Name and address. */
    case ShippingAddress = 'shipping_address';
    /** Day of birth. */
    case DateOfBirth = 'date_of_birth';
    /** Number of the telephone. */
    case PhoneNumber = 'phone_number';
    /** Address for mails. */
    case Email = 'email';
}

/** Where a check-in stands. */
enum CheckInState: string
{
    /** The buyer has not agreed yet: poll on. */
    case Waiting = 'waiting';
    /** The buyer agreed, and TWINT handed over what was asked for: store it at once, and start the order or cancel. */
    case Approved = 'approved';
    /** The buyer or the merchant ended it, or its time ran out. TWINT does not hand anything over any more. */
    case Ended = 'ended';
    /** A status that nobody knows. Nothing follows from it. */
    case Unrecognised = 'unrecognised';
}

/** Where a check-in stands for the merchant. */
enum CheckInPhase: string
{
    /** Written down; the buyer has not approved. */
    case Waiting = 'waiting';
    /** The buyer approved: address and choice are written down, the order is not. */
    case DataReceived = 'data_received';
    /** The order and its payment are written down, and the start of the order was sent or is about to be. */
    case OrderStarted = 'order_started';
    /** Over, with or without an order. */
    case Over = 'over';
}

/** What happened to a check-in. */
enum CheckInEvent: string
{
    /** TWINT refused the start, or its answer was lost: nobody has the code, so nobody can scan it. */
    case StartFailed = 'start_failed';
    /** The buyer approved, and TWINT handed over what was asked for. */
    case Approved = 'approved';
    /** The buyer or TWINT ended it. */
    case Ended = 'ended';
    /** The shop ended it, and TWINT shows it. */
    case Cancelled = 'cancelled';
    /** The order and its payment were written down. */
    case OrderStarted = 'order_started';
    /** The payment is paid or over. */
    case Settled = 'settled';
}

/** What to do with a check-in now. */
enum CheckInAction: string
{
    /** Ask TWINT how it stands, now or at the next turn. */
    case Poll = 'poll';
    /** Write the order and its payment down, and only then start it. */
    case StartOrder = 'start_order';
    /** End it at TWINT; it is cancelled once TWINT shows it. */
    case Cancel = 'cancel';
    /** Look after the payment: its own table decides. */
    case FollowPayment = 'follow_payment';
    /** Nothing: it is over. */
    case Nothing = 'nothing';
}

/** Why a check-in is cancelled. */
enum CheckInCancelReason: string
{
    /** The buyer or the shop wants it ended. */
    case Wished = 'wished';
    /** The buyer did not approve in time, or the shop did not start the order in time. */
    case TooLate = 'too_late';
    /** The buyer did not choose one of the shipping methods that were offered. */
    case ShippingNotOffered = 'shipping_not_offered';
    /** TWINT tells another shipping method than it told first. */
    case Changed = 'changed';
    /** The order could not be started: the buyer's app is not to wait for it any longer. */
    case NotStarted = 'not_started';
}

/** What the merchant wants, by their settings, on some news of Wawi. */
enum WawiWish: string
{
    /** Everything was shipped: capture what is open. */
    case CaptureAll = 'capture_all';
    /** A part was shipped: capture its price. */
    case CaptureDelivered = 'capture_delivered';
    /** The order was cancelled: release what is reserved. */
    case Release = 'release';
    /** The order was cancelled: release what is reserved and refund what was captured. */
    case Refund = 'refund';
    /** The order was edited: compare its new amount with the payment. */
    case Compare = 'compare';
    /** A cancelled order was reactivated: see whether the money is still there. */
    case Revive = 'revive';
}

/** What to do on it. */
enum WawiAction: string
{
    /** Nothing yet: it is not known whether there is money. Decide again later. */
    case Wait = 'wait';
    /** Capture what is open, and close the order. */
    case CaptureAll = 'capture_all';
    /** Capture what was delivered and is not captured yet. */
    case CaptureDelivered = 'capture_delivered';
    /** Cancel the order. */
    case Cancel = 'cancel';
    /** Refund what was captured. */
    case Refund = 'refund';
    /** Leave the order as it is, now and later. */
    case Nothing = 'nothing';
}

/**
 * Starts a payment under a reference never used before. Sent once: after OutcomeUnknownException, find() the reference.
 *
 * @param string|null $checkIn the pairing UUID of an approved check-in: its buyer pays, and has approved $amount already
 * @param bool $onTwintsPage whether the buyer pays on TWINT's own page, Order::$paymentPage; not with a check-in
 * @param string|null $notificationUrl what TWINT may call when the order changes, with https; only with its own page
 * @throws TwintException
 */
function payment_init(Merchant $merchant, string $reference, string $amount, ?Capture $capture = null, ?string $checkIn = null, bool $onTwintsPage = false, ?string $notificationUrl = null): Order
{
}

/**
 * The address of TWINT's own page, from which the buyer comes back to one of two. Neither proves anything: poll().
 *
 * @param string $page Order::$paymentPage
 * @throws InvalidArgumentException it is no such page
 */
function payment_page_address(string $page, string $paidUrl, string $cancelledUrl): string
{
}

/**
 * Asks how an order stands.
 *
 * @param bool $waitForResponse TWINT may answer only when the order changes; where that takes longer than timeoutMs, UnavailableException
 * @throws TwintException
 */
function poll(Merchant $merchant, string $orderUuid, bool $waitForResponse = false): Order
{
}

/**
 * Asks about many orders, at most $concurrency (1 to 32) at once, within the time limit of one call.
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
 * What returns is proven by the order; an answer that proves nothing is found out, or an OutcomeUnknownException.
 *
 * @param string|null $capturedBefore what was captured of the order before, all parts together; null: nothing
 * @throws TwintException
 */
function capture(Merchant $merchant, string $orderUuid, string $amount, bool $final = true, ?string $capturedBefore = null): Order
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
 * Ends many orders that were not captured, at most $concurrency (1 to 32) at once, within the time limit of one call.
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
 * Starts a check-in: shows the buyer what the goods cost and how they can be shipped, and asks for their data. Moves no money.
 * Sent once: after OutcomeUnknownException nobody has its code, so it is over.
 *
 * @param string $net what the goods cost, without shipping
 * @param list<Scope> $scopes at least one, each once
 * @param list<ShippingMethod> $shippingMethods at most 20, each with an id of its own
 * @throws TwintException
 */
function checkin_start(Merchant $merchant, string $net, array $scopes, array $shippingMethods): CheckIn
{
}

/**
 * Asks how a check-in stands. Once it is over, TWINT hands nothing over any more.
 *
 * @throws TwintException
 */
function checkin_poll(Merchant $merchant, string $pairingUuid): CheckIn
{
}

/**
 * Ends a check-in whose order was not started, and gives it back as over.
 *
 * @throws OutcomeUnknownException TWINT does not show that it is over
 * @throws TwintException
 */
function checkin_cancel(Merchant $merchant, string $pairingUuid): CheckIn
{
}

/**
 * What to do with a check-in. Only one caller at a time may do it.
 *
 * @param string|null $pairingUuid null where TWINT's answer to the start was not written down
 * @param string $net what the goods cost, as the buyer was shown it
 * @param list<ShippingMethod> $shippingMethods as the buyer was shown them
 * @param int $ageSeconds since it was written down
 * @param CheckIn|null $seen as TWINT described it just now; null where it was not asked
 * @param bool $endWished the buyer left, or the shop cannot take the order
 * @param string|null $chosen the shipping method that was written down with the data
 * @param Phase|null $paymentPhase of the order's payment; needed once the order was started
 * @param bool $orderAtTwint whether TWINT told of the order, in whatever state
 * @throws InvalidArgumentException
 */
function checkin_step(CheckInPhase $checkInPhase, ?string $pairingUuid, string $net, array $shippingMethods, int $ageSeconds, ?CheckIn $seen = null, bool $endWished = false, ?string $chosen = null, ?Phase $paymentPhase = null, bool $orderAtTwint = false): CheckInStep
{
}

/**
 * Which phase an event leads a check-in to.
 *
 * @throws StateConflictException where the table has no such edge
 */
function checkin_transition(CheckInPhase $checkInPhase, CheckInEvent $checkInEvent): CheckInTransition
{
}

/**
 * The whole table of check-ins.
 *
 * @return list<CheckInTransition>
 */
function checkin_transitions(): array
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
 * What became of a capture whose answer was lost, long enough ago that TWINT is done with it. It returns where the capture was carried out,
 * at the latest now, where it closes the order.
 *
 * @param string $capturedBefore what was captured of the order before it, all parts together
 * @throws StateConflictException it was not carried out
 * @throws OutcomeUnknownException only a human can tell
 * @throws TwintException
 */
function find_out_capture(Merchant $merchant, string $orderUuid, string $amount, bool $final, string $capturedBefore): Order
{
}

/**
 * What became of a refund whose answer was lost, long enough ago that TWINT is done with it. Never sends it again.
 *
 * @param string $orderUuid the order that it pays back
 * @throws StateConflictException it was not carried out
 * @throws OutcomeUnknownException only a human can tell
 * @throws TwintException
 */
function find_out_refund(Merchant $merchant, string $orderUuid, string $reference, string $amount): Order
{
}

/**
 * How a refund stands that was sent long ago. Changes nothing: a reversal that waits for its confirmation goes on waiting.
 *
 * @param string $orderUuid the order that it pays back
 * @throws StateConflictException it was not carried out
 * @throws OutcomeUnknownException TWINT does not tell
 * @throws TwintException
 */
function read_refund(Merchant $merchant, string $orderUuid, string $reference, string $amount): Order
{
}

/**
 * Whether nobody but the merchant, in TWINT's portal, may be able to tell what became of a capture whose answer was lost.
 *
 * @throws InvalidArgumentException
 */
function capture_is_traceless(bool $final, string $capturedBefore): bool
{
}

/**
 * Whether only the merchant can tell what became of a call, from TWINT's portal.
 *
 * @param bool $isOld TWINT is done with it, whatever it did
 * @param bool $isLongAgo nothing will tell what became of it if nothing has until now
 * @param bool $final whether the capture closes the order
 * @param string $capturedBefore all captures before it together
 * @throws InvalidArgumentException
 */
function needs_merchant(OperationKind $kind, OperationState $state, bool $isOld, bool $isLongAgo, bool $final, string $capturedBefore): bool
{
}

/**
 * How to find out the outcome of a call by hand that is not booked yet.
 *
 * @param bool $isOld TWINT is done with it, whatever it did
 */
function inquiry(OperationKind $kind, OperationState $state, bool $isOld): Inquiry
{
}

/** Whether TWINT's order says nothing reliable of the payment while the outcome of such a call is not known. */
function obscures_order(OperationKind $kind): bool
{
}

/** What happened to the payment when the answer to such a call was lost. */
function event_of_loss(OperationKind $kind): Event
{
}

/**
 * Whether TWINT may still be at the last cancellation, so that none is sent again.
 *
 * @param list<array{kind: OperationKind, state: OperationState, isOld: bool, final: bool, intent: ?CancelIntent}> $calls for the payment, the oldest first;
 *   isOld: TWINT is done with it, final: it was to close the order
 * @throws InvalidArgumentException
 */
function is_cancellation_underway(array $calls): bool
{
}

/**
 * Why the merchant may not enter that a call was not carried out, although TWINT's portal shows it; null: they may.
 *
 * @param Order|null $order what TWINT answered when it was asked once more; null: it could not be asked
 * @param Cause|null $cause why that does not tell the outcome
 */
function why_not_denied(OperationKind $kind, ?Order $order = null, ?Cause $cause = null): ?DenialRefusal
{
}

/**
 * Whether what TWINT shows now can mean that a refund was carried out that the merchant entered as not carried out.
 *
 * @param Order|null $order what TWINT answered; null: it could not be asked
 * @param Cause|null $cause why that does not tell the outcome
 */
function is_denial_contradicted(?Order $order = null, ?Cause $cause = null): bool
{
}

/**
 * Why the merchant cannot enter how a payment ended, after TWINT was asked once more; null: they can.
 *
 * @param list<array{kind: OperationKind, state: OperationState, isOld: bool, final: bool, intent: ?CancelIntent}> $calls for the payment, the oldest first;
 *   isOld: TWINT is done with it, final: it was to close the order
 * @throws InvalidArgumentException
 */
function why_not_entered(Phase $phase, array $calls): ?EntryRefusal
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
 * The bank apps that open a TWINT payment on iOS; cache them.
 *
 * @return list<AppScheme>
 * @throws TwintException
 */
function app_schemes(Merchant $merchant): array
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
 * @param list<array{kind: OperationKind, state: OperationState, isOld: bool, final: bool, intent: ?CancelIntent}> $calls for the payment, the oldest first;
 *   isOld: TWINT is done with it, final: it was to close the order
 * @param int $unrecognisedSeconds for how long the order has been in a state that nobody knows
 * @param bool $approved the buyer was once seen to approve
 * @param bool $checkedIn the buyer has approved the check-in that the order was started with
 * @throws InvalidArgumentException
 */
function next_step(Payment $payment, ?Order $order, ?EndWish $wish = null, ?array $calls = null, int $unrecognisedSeconds = 0, bool $approved = false, bool $checkedIn = false): Step
{
}

/**
 * What to do with an order at TWINT whose payment is over in the merchant's books: an order of the shop is paid once.
 *
 * @param Payment $payment that is over
 * @param bool $isCancelled whether the order of the shop was cancelled or deleted
 * @param list<Phase> $others the phases of all other payments of the same order of the shop
 */
function resumption(Payment $payment, Order $order, bool $isCancelled, array $others): Resumption
{
}

/**
 * Whether a payment becomes doubtful because TWINT could not be asked about it.
 *
 * @param bool $expired whether the time for paying is over
 */
function is_doubtful_without_answer(Phase $phase, bool $expired): bool
{
}

/**
 * Whether nothing is to be done for a payment as long as TWINT's order has no news: it waits for its buyer.
 *
 * @param bool $expired whether the time for paying is over
 * @param bool $hasDuties whether the shop has something left to do for it
 */
function only_waits(Phase $phase, bool $expired, bool $hasDuties): bool
{
}

/** Whether something may still happen at TWINT to an attempt in this phase: it is open, or more can be captured. */
function is_unsettled(Phase $phase): bool
{
}

/** Whether an attempt in this phase waits for the buyer, who has not decided yet. */
function awaits_buyer(Phase $phase): bool
{
}

/** Whether an attempt in this phase pays its order, paid it, or may still do so: then no other attempt may, since an order is paid once. */
function pays_order(Phase $phase): bool
{
}

/**
 * Whether another attempt pays the order, paid it or may still do so.
 *
 * @param list<Phase> $others the phases of all other attempts to pay the order
 */
function is_replaced(array $others): bool
{
}

/**
 * Whether an order that was found under an attempt's reference is from before the attempt: another buyer's, whose order had the same number.
 *
 * @param string|null $createdAt as Order::$createdAt says; null where TWINT does not
 * @param int $begunAt when the attempt was written down, in seconds since 1970
 * @throws InvalidArgumentException
 */
function is_from_before(?string $createdAt, int $begunAt): bool
{
}

/**
 * What an event that TWINT's order shows changes in a payment's row beside phase and sums.
 *
 * @param CancelIntent|null $lastCancel why the last cancellation was sent
 * @param string|null $reason TWINT's own
 * @throws StateConflictException where the table has no such edge
 */
function aftermath(Phase $phase, Event $event, ?CancelIntent $lastCancel = null, ?string $reason = null): Aftermath
{
}

/**
 * Why to cancel a payment that nobody has approved; null to let it wait.
 *
 * @param CancelIntent|null $wish what somebody wants
 * @param bool $canBePaid whether the books have the code that the buyer needs
 * @param bool $expired whether the time for paying is over
 */
function cancel_intent(?CancelIntent $wish, bool $canBePaid, bool $expired): ?CancelIntent
{
}

/** What next_step() is told of an intent. */
function end_wish(CancelIntent $intent): EndWish
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

/**
 * What a payment becomes by what the merchant read in TWINT's portal.
 *
 * @param string $captured all that TWINT took
 * @throws InvalidArgumentException it is less than is booked or more than was authorised
 */
function book_entered(Payment $payment, string $captured): Booking
{
}

/**
 * What was captured of a payment and is not recorded in the shop as an incoming payment yet; null: nothing.
 *
 * @param string $recorded the sum of what is
 * @throws InvalidArgumentException
 */
function unrecorded_amount(Payment $payment, string $recorded): ?string
{
}

/**
 * What became of a payment's amount.
 *
 * @param bool $wasReserved whether the buyer ever approved
 */
function balance(Payment $payment, bool $wasReserved): Balance
{
}

/**
 * All that moved of a payment: what TWINT carried out of our calls, what was captured without one, and what was let go.
 *
 * @param bool $wasReserved whether the buyer ever approved
 * @param list<array{id: int, kind: OperationKind, amount: string}> $done calls that TWINT carried out, the oldest first
 * @param list<array{id: int, event: Event}> $events what happened to it, the oldest first
 * @return list<Movement>
 * @throws InvalidArgumentException
 */
function movements(Payment $payment, bool $wasReserved, array $done, array $events): array
{
}

/**
 * The events with which a reservation ends: what moved without a call stands at one of them.
 *
 * @return list<Event>
 */
function ending_events(): array
{
}

/** Whether TWINT's fee, which TWINT says of the whole payment, is due: what was captured is all that ever will be. */
function fee_due(Payment $payment): bool
{
}

/**
 * What the rows of an order come to, from prices net, for one piece and in the shop's currency.
 *
 * @param list<array{price: string, quantity: string, vatRate: string}> $rows
 * @param string $factor francs to one of the shop's currency
 * @param string $credit the customer's that was used, in the shop's currency, of either sign
 * @throws InvalidArgumentException
 */
function price_rows(array $rows, string $factor, string $credit, string $charged): Prices
{
}

/**
 * What the buyer owes for a total of the shop, which the shop computes in floating point and does not round: with two decimals, at least 0.00.
 *
 * @param float $shopTotal in the shop's currency
 * @param float $rate of the buyer's currency to one of the shop's
 * @throws InvalidArgumentException they make no amount
 */
function owed_amount(float $shopTotal, float $rate): string
{
}

/**
 * Whether the shop divided an order by today's rate and not by the one that was noted, because Wawi sent it back and nobody heard of it.
 *
 * @param string $total what the order comes to in the shop's currency
 * @param string $noted francs for one unit of the shop's currency
 * @param string $today the same, by now
 * @param string $asked the francs that the buyer was last asked for
 * @throws InvalidArgumentException
 */
function is_rate_of_today(string $total, string $noted, string $today, string $asked): bool
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

/** What a capture of all that is reserved and not captured yet comes to. */
function quote_capture_all(Payment $payment): Quote
{
}

/**
 * What a refund of all that was captured and not paid back comes to, less a fee kept back.
 *
 * @throws InvalidArgumentException
 */
function quote_refund_all(Payment $payment, ?string $fee = null): Quote
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

/** What the books say is held of a payment in this phase. */
function payment_holding(Phase $phase): Holding
{
}

/** What the books say was moved by a refund in this state. */
function refund_holding(OperationState $state): Holding
{
}

/**
 * Compares what TWINT and the books say of the same payment or refund; null for a side that has none of it.
 *
 * @param array{amount: string, currency: string, holding: Holding}|null $there at TWINT
 * @param array{amount: string, currency: string, holding: Holding}|null $here in the books
 * @return ReconciliationFinding|null null where the only side has no money in it
 * @throws InvalidArgumentException
 */
function reconcile(?array $there = null, ?array $here = null): ?ReconciliationFinding
{
}

/** Whether the merchant's books may be wrong; what they do not know can be of another till of the same store. */
function is_alarming(ReconciliationFinding $finding): bool
{
}

/**
 * What a merchant may do with a payment just now.
 *
 * @param OperationKind|null $underway the operation whose end is not known
 * @param bool $needsMerchant only a human can find out what became of it
 * @param int $secondsInPhase for how long the payment has been in its phase
 */
function permitted(Payment $payment, ?OperationKind $underway, bool $needsMerchant, int $secondsInPhase): Permitted
{
}

/**
 * How long to wait until a payment is looked at again, in milliseconds; null: nothing changes any more by itself.
 *
 * @param int $polls how often TWINT was asked about it before
 * @param int $captures how often TWINT was told to capture it
 * @param bool $onPhone whether a phone has it; what nobody has scanned is asked about every two seconds at most
 * @param int $tookMilliseconds how long the last question took
 * @param int $intervalSeconds how often to ask while the buyer is about to pay
 * @param int $giveUpMinutes how long the buyer may try again after an attempt without money
 */
function poll_pause(Payment $payment, int $polls, int $captures, bool $onPhone, int $tookMilliseconds, int $intervalSeconds, int $giveUpMinutes): ?int
{
}

/**
 * How long to wait until a check-in that waits for its buyer is looked at again, in milliseconds.
 *
 * @param bool $onPhone whether a phone has it; what nobody has scanned is asked about every two seconds at most
 */
function checkin_pause(bool $onPhone, int $intervalSeconds): int
{
}

/** How long to wait after the nth failure to work off some news of Wawi, in seconds; null: it failed often enough. */
function wawi_failure_pause(int $failures): ?int
{
}

/** How long some news of Wawi of this age wait for something else, in seconds. */
function wawi_waiting_pause(int $ageSeconds): int
{
}

/** How long an operation of this age rests whose outcome TWINT did not tell, in seconds. */
function unknown_outcome_pause(int $ageSeconds): int
{
}

/** How long a task of the sweep leaves an item alone that broke it off n times, in seconds. */
function task_failure_pause(int $failures): int
{
}

/**
 * Whether Wawi may fetch the order.
 *
 * @param bool $releasesReserved by the merchant's setting, money that is only reserved is enough
 */
function is_shippable(Payment $payment, bool $releasesReserved): bool
{
}

/**
 * Whether the order is withheld from Wawi.
 *
 * @param bool $isReplaced another payment of the order counts
 */
function is_withheld(Payment $payment, bool $isReplaced): bool
{
}

/**
 * What the shop's order shows of its payment.
 *
 * @param string|null $orderTotal what it comes to by now; null where it is gone
 * @param bool $isDated the shop or Wawi dated a payment of the order
 * @param bool $isShown it is this attempt that the order shows
 * @throws InvalidArgumentException
 */
function order_status(Payment $payment, ?string $orderTotal, OrderStanding $standing, bool $isDated, bool $isShown): OrderStatus
{
}

/**
 * What happens to an order whose payment ended without money.
 *
 * @param bool $isHeld Wawi has never seen it
 * @param int|null $secondsHeldAgain for how long it has been held again after it was released; null: it is not
 * @param bool $isReplaced another payment of the order counts
 */
function after_unpaid(Payment $payment, OrderStanding $standing, bool $isHeld, ?int $secondsHeldAgain, bool $isReplaced): UnpaidOrder
{
}

/**
 * What happens to an order whose last attempt ended long ago.
 *
 * @param bool $isHeld Wawi has never seen it
 * @param bool $movedLast no other attempt of it moved later
 * @param bool $wasLeft the merchant was told since to cancel it
 * @param UnpaidOrder $unpaid what after_unpaid() says
 */
function after_abandoned(OrderStanding $standing, bool $isHeld, bool $movedLast, bool $wasLeft, UnpaidOrder $unpaid): AbandonedOrder
{
}

/**
 * What happens to an order of which no payment was ever begun.
 *
 * @param bool $isHeld Wawi has never seen it
 */
function after_unbegun(OrderStanding $standing, bool $isHeld, bool $hasAttempt): UnbegunOrder
{
}

/**
 * Whether what a cancelled order took is given back.
 *
 * @param bool $isCancelling it is about to be cancelled
 * @param bool $wasGivenBack an attempt of it did this already
 * @param bool $isReplaced another payment of the order counts
 */
function give_back(OrderStanding $standing, bool $isCancelling, bool $wasGivenBack, bool $isReplaced): GiveBack
{
}

/**
 * The attempt that an order shows: the last one that pays it or may do so, or else the last one.
 *
 * @param list<Phase> $phases of all its attempts, the oldest first
 * @return int|null its place in the list; null: there is none
 */
function shown_attempt(array $phases): ?int
{
}

/**
 * Whether an order can be paid with TWINT: there have to be francs to pay.
 *
 * @param string $total what it comes to
 * @throws InvalidArgumentException
 */
function is_payable(string $total, string $currency): bool
{
}

/**
 * Whether another attempt to pay the order may begin.
 *
 * @param list<Phase> $phases of all its attempts
 * @param bool $isPayable there are francs to pay
 */
function may_begin(array $phases, OrderStanding $standing, bool $isPayable): bool
{
}

/**
 * What the buyer can do to pay an order now.
 *
 * @param Phase|null $shown of the attempt that the order shows; null: it has none
 * @param bool $awaitsFirst what awaits_first() says
 * @param bool $isEnding the order is about to be cancelled
 */
function buyers_turn(?Phase $shown, OrderStanding $standing, bool $awaitsFirst, bool $isEnding): BuyersTurn
{
}

/**
 * Whether an order without an attempt may have its first.
 *
 * @param bool $isHeld Wawi has never seen it
 * @param bool $isOurs TWINT is its payment method
 * @param bool $isDated the shop or Wawi dated a payment of the order
 */
function awaits_first(OrderStanding $standing, bool $isHeld, bool $isOurs, bool $isDated): bool
{
}

/**
 * Whether the buyer may end the order now to pay another way.
 *
 * @param bool $isHeld Wawi has never seen it
 */
function may_give_up(BuyersTurn $turn, bool $isHeld): bool
{
}

/**
 * Whether an order with attempts is over and unpaid.
 *
 * @param Phase|null $shown of the attempt that the order shows; null: it has none
 */
function is_given_up(OrderStanding $standing, ?Phase $shown = null): bool
{
}

/**
 * Why the buyer of an order is not sent the link that pays it; null: it is sent.
 *
 * @param Phase|null $shown of the attempt that the order shows; null: it has none
 * @param bool $isOurs TWINT is its payment method
 * @param bool $isPayable there are francs to pay
 * @param bool $lives the order is recent enough
 */
function why_no_link(OrderStanding $standing, ?Phase $shown, BuyersTurn $turn, bool $isOurs, bool $isPayable, bool $lives): ?NoLink
{
}

/** What of a payment the buyer is told to be reserved, because the merchant may still capture it; null: nothing. */
function reservation_shown(Payment $payment): ?Reservation
{
}

/**
 * Which mail says what became of a payment, where a duty asks for one.
 *
 * @param string|null $orderTotal what the order comes to by now; null where it is gone
 * @param bool $isReplaced another payment of the order counts
 * @throws InvalidArgumentException
 */
function mail_of(Payment $payment, OrderStanding $standing, ?string $orderTotal, bool $isReplaced, bool $tellsRefunds): ?Mail
{
}

/**
 * Whether the confirmation of the order is sent now.
 *
 * @param bool $confirmationWaits for the money, by the merchant's setting
 * @param bool $byCheckIn a check-in made the order, so that no page of the shop sends it
 */
function confirmation_is_due(Payment $payment, bool $confirmationWaits, bool $byCheckIn): bool
{
}

/**
 * Which mail follows when an order that nobody paid was cancelled.
 *
 * @param bool $isPromised another mail tells the same
 * @param bool $confirmationWaits by the merchant's setting, so that the buyer was told nothing
 * @param bool $byBuyer the buyer ended it on the pay page
 */
function mail_of_cancellation(bool $isPromised, bool $confirmationWaits, bool $byBuyer): ?Mail
{
}

/**
 * A number as somebody typed it, as a plain decimal: "1'234,5" becomes "1234.5". What is no number stays, for the refusal to name.
 *
 * @throws InvalidArgumentException it is not UTF-8
 */
function typed_number(string $typed): string
{
}

/**
 * An amount as somebody typed it, with two decimals: "1'234,5" becomes "1234.50". What is no amount stays, for the refusal to name.
 *
 * @throws InvalidArgumentException it is not UTF-8
 */
function typed_amount(string $typed): string
{
}

/**
 * What a total of francs comes to after a change; both may be negative.
 *
 * @throws InvalidArgumentException
 */
function add_amounts(string $total, string $change): string
{
}

/**
 * Which news were missed of an order that the shop marks as shipped as a whole and of whose complete shipment nobody heard.
 *
 * @param list<array{id: int, quantity: string}> $ordered goods by the number of their row
 * @param list<array{id: int, quantity: string}> $delivered goods that left by the delivery notes; empty: no note names a row
 * @param bool $partWasTold whether the shipment of a part was heard
 * @return WawiNews|null null: nothing was missed
 * @throws InvalidArgumentException
 */
function missed_shipment(array $ordered, array $delivered, bool $partWasTold): ?WawiNews
{
}

/**
 * Which of an order's attempts to pay Wawi's news concern: the one that pays the order, or the last one where none does.
 *
 * @param list<Phase> $phases of all attempts, the oldest first
 * @return int|null its index; null: several pay the order, or there is no attempt
 */
function concerned_attempt(array $phases): ?int
{
}

/**
 * What a call that was sent earlier for some news of Wawi means for them.
 *
 * @param OperationState|null $state null: none was sent
 * @param bool $wasAwaited whether the news waited for its outcome
 */
function earlier_try(?OperationState $state, bool $wasAwaited): EarlierTry
{
}

/**
 * Whether nothing is done for some news of Wawi, because later ones undo them.
 *
 * @param EarlierTry $earlier what became of a call for them
 * @param bool $isReactivated Wawi told since that a cancellation was taken back
 */
function is_withdrawn(WawiNews $news, EarlierTry $earlier, bool $isReactivated): bool
{
}

/**
 * What follows for some news of Wawi from what became of a call for them.
 *
 * @param OperationState|null $state of the operation; null: there is none
 */
function after_call(CallOutcome $outcome, ?OperationState $state = null): AfterCall
{
}

/**
 * What the merchant's settings ask for on some news of Wawi; null for nothing.
 *
 * @param bool $shippedBefore whether goods of the order left before
 */
function wawi_wish(WawiNews $news, bool $capturesOnShipment, PartShipmentRule $onPartShipment, bool $capturesOnPaid, CancellationRule $onCancellation, bool $shippedBefore): ?WawiWish
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

/**
 * Whether a difference between an order and its money is one that the merchant has not been told of.
 *
 * @param WawiComparison|null $last the one before of the same order; null: there was none
 */
function wawi_difference_is_news(WawiComparison $now, ?WawiComparison $last = null): bool
{
}

/**
 * Whether a capture is judged by how order and money agreed before it, and not by how they agree now.
 *
 * @param WawiComparison|null $before null: nothing was compared
 * @param WawiComparison|null $now null: nothing is compared
 */
function wawi_before_counts(?WawiComparison $before = null, ?WawiComparison $now = null): bool
{
}

/**
 * Which of the merchant's sets of access data a payment begins with: of those whose conditions all hold the one with the most conditions, then the one with the lowest number.
 *
 * @param list<array{id: int, languages: list<string>, domains: list<string>, customerGroups: list<int>}> $rules what names nothing holds for all
 * @return int|null null: none is meant for it, and it must not begin with another
 * @throws InvalidArgumentException
 */
function applying_access(array $rules, string $language, string $domain, int $customerGroup): ?int
{
}

/**
 * A set of access data that applies wherever this one would, so that this one never does.
 *
 * @param list<array{id: int, languages: list<string>, domains: list<string>, customerGroups: list<int>}> $rules
 * @return int|null null: there is none
 * @throws InvalidArgumentException
 */
function access_covered_by(array $rules, int $set): ?int
{
}

/** The last exchange of this thread with TWINT, for support; null where the last call sent nothing. */
function last_exchange(): ?Exchange
{
}
