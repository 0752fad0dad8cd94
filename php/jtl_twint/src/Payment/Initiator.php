<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Payment;

use Twint\Actor;

/** Who sets something off at a payment, and the admin's name where it is one. Also without the extension, up to actor(). */
final class Initiator
{
    /** @param string $word of Twint\Actor */
    private function __construct(
        public readonly string $word,
        public readonly string $name = '',
    ) {
    }

    /** On the pay page. */
    public static function buyer(): self
    {
        return new self('buyer');
    }

    /** The sweep. */
    public static function cron(): self
    {
        return new self('cron');
    }

    /** In the shop's backend. */
    public static function admin(string $login): self
    {
        return new self('admin', $login);
    }

    public static function wawi(): self
    {
        return new self('wawi');
    }

    /** TWINT's order shows it; whoever asked did not do it. */
    public static function twint(): self
    {
        return new self('twint');
    }

    /** As it was noted with an operation. */
    public static function noted(string $word, string $name): self
    {
        return new self($word, $name);
    }

    public function actor(): Actor
    {
        return Actor::from($this->word);
    }
}
