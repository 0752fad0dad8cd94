<?php

declare(strict_types=1);

namespace JTL\Checkout;

/** The part of the shop's order that the plugin reads. */
class Bestellung
{
    public ?int $kBestellung = null;
    public ?string $cBestellNr = null;
    public ?int $kKunde = null;
    public ?float $fGesamtsumme = null;
    public ?float $fWaehrungsFaktor = null;
    public ?object $oRechnungsadresse = null;
    public ?object $oKunde = null;
}
