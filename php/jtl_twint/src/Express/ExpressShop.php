<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use JTL\Checkout\Bestellung;

/** The shop's own checkout, as far as TWINT Express goes through it. */
interface ExpressShop
{
    /** @return list<Consent> what the shop's checkout asks this visitor to tick, required or not */
    public function consents(): array;

    /**
     * The visitor's basket; null where it cannot be bought by TWINT Express. Only with the session closed: the shop's code may end the
     * request.
     *
     * @param array<string, string> $consents of Consent::given()
     */
    public function basket(array $consents): ?Basket;

    /**
     * One article as chosen on its page, beside the visitor's basket, which stays as it is; null where it cannot be bought so. Only
     * with the session closed, as above.
     *
     * @param array<array-key, mixed> $form of the page
     * @param array<string, string> $consents of Consent::given()
     * @throws NotAddedException
     */
    public function article(array $form, array $consents): ?Basket;

    /** Of the visitor's basket, also where that cannot be bought so: Basket::$mark; empty where it is. */
    public function mark(): string;

    /**
     * Writes the order of a guest, or of the customer whose basket it is, by the shop's own code and all its checks. Within a
     * database transaction; nothing is mailed.
     *
     * @param string $content of Basket
     * @param string $shipping the chosen option's id
     * @throws RefusedException
     */
    public function order(#[\SensitiveParameter] string $content, Buyer $buyer, string $shipping): Bestellung;

    /** Does what the buyer's ticks make the shop do beside the order that it wrote last, once that is sure to stay: mails, the newsletter. */
    public function actOnConsents(): void;
}
