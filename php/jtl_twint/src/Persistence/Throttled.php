<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/** The names of all that Throttle lets be done now and then. They begin as no name of a Fact does. */
enum Throttled: string
{
    private const PREFIX = 'throttle.';

    case AlarmLook = 'alarms_looked';
    case AlarmMail = 'alarm_mail';
    case AskingStatus = 'asking_status';
    case ForgettingDetails = 'forget_details';
    case LinkMail = 'pay_link';
    case MissedNews = 'wawi_unheard';
    case MissedNewsStep = 'wawi_unheard_step';
    case Renewal = 'renewal';

    /** @param string $of which of several; empty: there is one, or it is the first */
    public function name(string $of = ''): string
    {
        return self::PREFIX . $this->value . ($of === '' ? '' : ".$of");
    }
}
