<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Persistence;

/**
 * The names of all that FactStore keeps. Some are kept once for each of several: of a set of access data, of an order. What Throttle
 * keeps in the same table has names of its own, which Throttled lists.
 */
enum Fact: string
{
    // Who the shop is: ShopIdentity. Made once; never renamed.
    case CronSalt = 'cron_salt';
    case CashRegister = 'cash_register';
    case LiveShop = 'live_shop';

    // What need not be asked, read or counted again: AnswerCache.
    case BankApps = 'app_schemes';
    case BankAppsTried = 'app_schemes_tried';
    case ConnectionStatus = 'status';
    case Certificate = 'certificate';
    case CertificateValidity = 'validity';
    case PhaseCounts = 'phase_counts';

    // What ran by itself, for whoever reads it: ReportStore. Monitoring asks for some of them by name.
    case Sweep = 'sweep';
    case Reconciliation = 'reconciliation';
    case ReconciliationAlarms = 'reconciliation_alarms';
    case ReconciliationNight = 'reconciliation_night';
    case SelfTest = 'self_test';

    // How far something has come: SweepCursor.
    case DetailsForgottenTo = 'details_forgotten_to';
    case OrdersWithoutAttemptSeen = 'orders_without_attempt_seen';
    case MissedNewsSeen = 'wawi_unheard_seen';

    // What was done, by whom or for which order: SentLinks, Thanks, MailTemplates.
    case LinkSent = 'pay_link';
    case Thanked = 'thanked';
    case MailsOffBeforeUpdate = 'mail_templates.off';

    /** @param string $of which of several; empty: there is one, or it is the first */
    public function name(string $of = ''): string
    {
        return $this->value . ($of === '' ? '' : ".$of");
    }
}
