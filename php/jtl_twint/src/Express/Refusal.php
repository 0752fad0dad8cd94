<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

/** Why the shop does not take the order of a check-in; the buyer is told, and nothing is charged. */
enum Refusal: string
{
    /** The address lies outside of Switzerland and Liechtenstein. */
    case Abroad = 'abroad';
    /** What TWINT handed over is not all that the shop needs of a guest. */
    case Data = 'data';
    /** Some of the goods are gone, or are not sold any more. */
    case Stock = 'stock';
    /** The voucher is not valid any more. */
    case Voucher = 'voucher';
    /** The chosen shipping method does not go to this address. */
    case Shipping = 'shipping';
    /** The order would not cost what the buyer was shown. */
    case Amount = 'amount';
    /** Whatever else the shop has against it. */
    case Shop = 'shop';
}
