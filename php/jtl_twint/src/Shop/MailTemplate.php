<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** Our own mails, by their ModulId in info.xml: the shop cuts it at an underscore. */
enum MailTemplate: string
{
    case PaymentLink = 'paymentLink';
    case PaymentNotMade = 'paymentNotMade';
    case PaymentReserved = 'paymentReserved';
    case PartReceived = 'partReceived';
    case PaymentRefunded = 'paymentRefunded';
    case OrderGivenUp = 'orderGivenUp';
    case NotOrdered = 'notOrdered';
}
