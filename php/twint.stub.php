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

/** A merchant's access data, checked. Neither copied, nor stored, nor shown. */
final class Merchant
{
    /** @return array<string, string> */
    public function __debugInfo(): array
    {
    }

    /**
     * @param string $certificate PKCS#12 bytes or PEM text
     * @param array{endpoint?: string, appSchemesEndpoint?: string, caFile?: string, caPem?: string, apiVersion?: '8.6'|'10', connectTimeoutMs?: int, timeoutMs?: int, clientName?: string, clientVersion?: string, proxy?: string}|null $options
     * @throws InvalidArgumentException
     * @throws CertificateException
     */
    public function __construct(string $storeUuid, #[\SensitiveParameter] string $certificate, #[\SensitiveParameter] string $passphrase, string $cashRegisterId, ?Environment $environment = null, ?array $options = null)
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
 * @throws TwintException
 */
function capture(Merchant $merchant, string $orderUuid, string $amount, bool $final = true): Order
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
