<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * What is kept only so that it need not be asked, read or counted again. A newer version may understand it otherwise than the older
 * one that wrote it, so an update forgets it.
 */
final class AnswerCache
{
    private const ALL = [
        Fact::BankApps,
        Fact::BankAppsTried,
        Fact::ConnectionStatus,
        Fact::Certificate,
        Fact::CertificateValidity,
        Fact::PhaseCounts,
    ];

    public function __construct(
        private readonly FactStore $facts,
    ) {
    }

    /** @return array<array-key, mixed>|null */
    public function get(Fact $what, string $of = ''): ?array
    {
        return $this->facts->get($what, $of);
    }

    /** In seconds; null where it is not known. */
    public function age(Fact $what, string $of = ''): ?int
    {
        return $this->facts->age($what, $of);
    }

    /** @param array<array-key, mixed> $answer */
    public function keep(Fact $what, array $answer, string $of = ''): void
    {
        $this->facts->put($what, $answer, $of);
    }

    public function forget(Fact $what, string $of = ''): void
    {
        $this->facts->forget($what, $of);
    }

    public function forgetAll(): void
    {
        foreach (self::ALL as $what) {
            $this->facts->forgetEach($what);
        }
    }
}
