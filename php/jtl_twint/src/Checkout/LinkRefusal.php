<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Checkout;

/** Why no link is sent; the word names the sentence that the admin reads. */
enum LinkRefusal: string
{
    case NoOrder = 'no_order';
    case OtherMethod = 'other_method';
    case Paid = 'paid';
    case Uncertain = 'uncertain';
    case NotOpen = 'not_open';
    case Dated = 'dated';
    case NotPayable = 'not_payable';
    case TooOld = 'too_old';
    case NoAddress = 'no_address';
    case Copy = 'copy';
    /** The address is not the one that was confirmed. */
    case Changed = 'changed';
    case TooSoon = 'too_soon';
    /** The merchant switched the template off, or the shop's mailer failed. */
    case NotSent = 'not_sent';
}
