<?php

declare(strict_types=1);

namespace Twint\Chaos;

/** TWINT cannot be reached at all during one request. */
final class ConnectionFault implements Misfortune
{
    public const ALL = ['refuseConnection', 'tlsHandshakeAlert'];

    public function __construct(
        public readonly string $what,
    ) {
    }

    public function kind(): string
    {
        return $this->what;
    }

    public function __toString(): string
    {
        return $this->what;
    }
}
