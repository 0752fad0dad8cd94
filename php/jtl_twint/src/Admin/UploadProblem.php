<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** Why access data were refused, at the field that is not right. */
final class UploadProblem
{
    private const STORE = 'store';
    private const PASSPHRASE = 'passphrase';
    private const NONE = '';

    /** By the words of KeeperResult; every other one is about the certificate itself. */
    private const FIELDS = [
        'systemIdInvalid' => self::STORE,
        'systemIdMissing' => self::STORE,
        'otherSystemId' => self::STORE,
        'notAccepted' => self::STORE,
        'wrongPassphrase' => self::PASSPHRASE,
        'blankInPassphrase' => self::PASSPHRASE,
        'nulInPassphrase' => self::PASSPHRASE,
        'unreachable' => self::NONE,
        'issuedWaits' => self::NONE,
    ];

    private function __construct(
        /** AccessKey::place() of the access data. */
        public readonly string $place,
        /** "store", "file", "pem", "passphrase"; empty: it is about none of them. */
        public readonly string $field,
        public readonly string $text,
        /** The System ID as it was typed. */
        public readonly string $typedStore,
        /** The System ID that the certificate names can be taken by a click: it waits together with it. */
        public readonly bool $offersNamedStore,
    ) {
    }

    /** @param 'file'|'pem' $certificateFrom the field that the certificate came by */
    public static function of(
        string $place,
        string $word,
        string $text,
        string $typedStore,
        string $certificateFrom,
    ): self {
        return new self($place, self::FIELDS[$word] ?? $certificateFrom, $text, $typedStore, $word === 'otherSystemId');
    }
}
