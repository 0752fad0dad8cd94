<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Mail\Template\OrderConfirmation;

/**
 * The confirmation of an order whose HTML has a real link where its plain text writes the address out: the shop fills both from
 * the same variables.
 */
final class ConfirmationWithLink extends OrderConfirmation
{
    private string $written = '';
    private string $linked = '';

    /**
     * @param string $written what stands in the variables
     * @param string $linked the HTML instead
     */
    public function replace(string $written, string $linked): void
    {
        [$this->written, $this->linked] = [$written, $linked];
    }

    /** @inheritdoc */
    public function setHTML(?string $html): void
    {
        parent::setHTML(
            $html === null || $this->written === '' ? $html : str_replace($this->written, $this->linked, $html),
        );
    }
}
