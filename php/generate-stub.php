<?php

/**
 * Prints twint.stub.php from what the loaded extension says of itself; a test compares the two.
 *
 * php -d extension=/path/to/twint.so php/generate-stub.php > php/twint.stub.php
 */

declare(strict_types=1);

/** What functions are told of the calls for a payment. */
const CALLS =
    "@param list<array{kind: OperationKind, state: OperationState, isOld: bool, final: bool, intent: ?CancelIntent}> \$calls for the"
    . " payment, the oldest first;\n  isOld: TWINT is done with it, final: it was to close the order\n";

/**
 * What PHP's reflection does not tell of an extension before PHP 8.4: texts about functions and classes. Those about properties
 * and cases of enums stand in Rust, beside them.
 *
 * @var array<string, string> by what it is about
 */
const DOCUMENTATION = [
    'Twint\TwintException' => 'Whatever went wrong; its children say what the merchant can do about it.',
    'Twint\InvalidArgumentException' => 'We, or TWINT\'s validation, refused the input; nothing happened.',
    'Twint\CertificateException' => 'The certificate cannot be used.',
    'Twint\ConfigurationException' => 'TWINT refuses this merchant, register or environment, or the settings make no sense.',
    'Twint\DeclinedException' => 'TWINT or the buyer\'s bank said no.',
    'Twint\StateConflictException' => 'The order is not in a state for this, or TWINT does not know it.',
    'Twint\UnavailableException' => 'Nothing was changed at TWINT; safe to try again.',
    'Twint\OutcomeUnknownException' => 'It may have reached TWINT; find out before anything else.',
    'Twint\Order' => 'An order as TWINT describes it. Amounts are decimal strings with at least two places.',
    'Twint\CertificateInfo' => 'What a certificate says of itself; what could not be read is empty, and the problems say why.',
    'Twint\CertificateValidity' => 'What TWINT says of the certificate.',
    'Twint\RenewedCertificate' => 'The next certificate: save it before anything else, TWINT hands it out once.',
    'Twint\AppScheme' => 'A bank\'s app that opens a TWINT payment on iOS.',
    'Twint\Phase' => 'Where a payment stands for the merchant.',
    'Twint\Event' => 'What happened to a payment.',
    'Twint\Actor' => 'Who did it, or was the first to notice.',
    'Twint\Duty' => 'What the shop has to do then; each is safe to do again.',
    'Twint\EndWish' => 'Why somebody wants the payment ended: its time is over (or nobody can pay it), or buyer or merchant say so.',
    'Twint\Action' => 'What to do now.',
    'Twint\Transition' => 'An edge of the table of phases. One from a phase to itself without duties means "nothing new".',
    'Twint\Step' => 'What an order means for a payment: first apply the event, if there is one, then do the action.',
    'Twint\Booking' => 'The event of an operation that was carried out, and what was moved in all by now.',
    'Twint\Prices' => 'What the rows of an order come to; negative amounts begin with a minus.',
    'Twint\Payment' => 'A payment as the merchant\'s books have it, checked.',
    'Twint\Payment::__construct' =>
        "@param string \$authorised what the buyer approved, or is asked to\n@param string \$captured of that\n"
            . "@param string \$refunded of that\n@param bool \$closed nothing more can be captured\n@throws InvalidArgumentException",
    'Twint\Merchant' => 'A merchant\'s access data, checked. Neither copied, nor stored, nor shown.',
    'Twint\Merchant::__construct' =>
        "@param string \$certificate PKCS#12 bytes or PEM text\n"
            . "@param array{endpoint?: string, appSchemesEndpoint?: string, caFile?: string, caPem?: string, apiVersion?: '8.5'|'8.6'|'8.7'|'9'|'10',"
            . " connectTimeoutMs?: int, timeoutMs?: int, flowTimeoutMs?: int, clientName?: string, clientVersion?: string, proxy?: string}|null \$options\n"
            . "@throws InvalidArgumentException\n@throws CertificateException",
    'Twint\Merchant::__debugInfo' => '@return array<string, string>',
    'Twint\Environment' => 'Which TWINT.',
    'Twint\Capture' => 'When the money moves: at once after the buyer\'s approval, or later and in parts.',
    'Twint\OrderState' => 'Where an order stands.',
    'Twint\Holding' => 'What TWINT holds of an order\'s money.',
    'Twint\Cause' => 'What happened, for programs.',
    'Twint\payment_init' =>
        "Starts a payment under a reference never used before. Sent once: after OutcomeUnknownException, find() the reference.\n\n"
            . "@param string|null \$checkIn the pairing UUID of an approved check-in: its buyer pays, and has approved \$amount already\n"
            . "@param bool \$onTwintsPage whether the buyer pays on TWINT's own page, Order::\$paymentPage; not with a check-in\n"
            . "@param string|null \$notificationUrl what TWINT may call when the order changes, with https; only with its own page\n"
            . '@throws TwintException',
    'Twint\payment_page_address' =>
        "The address of TWINT's own page, from which the buyer comes back to one of two. Neither proves anything: poll().\n\n"
            . "@param string \$page Order::\$paymentPage\n@throws InvalidArgumentException it is no such page",
    'Twint\Scope' => 'What a shop may ask of the buyer.',
    'Twint\CheckIn' => 'A check-in as TWINT describes it: the buyer\'s phone hands address and choice of shipping to the shop.',
    'Twint\CheckInState' => 'Where a check-in stands.',
    'Twint\Customer' =>
        "What TWINT handed over of the buyer, each a string; null where TWINT did not say it or where it makes no sense.\n\n"
            . 'getValue() tells it, and no dump, trace, serialization or JSON does.',
    'Twint\ShippingMethod' => 'A shipping method that the buyer may choose, checked.',
    'Twint\ShippingMethod::__construct' =>
        "What TWINT cannot show of the label and the description is written in letters that it can, and cut after 255 bytes.\n\n"
            . "@param string \$id 1 to 128 letters from a to z, digits, -, _ and +\n"
            . "@param string|null \$description sent from version 8.7 on, which brought it\n@throws InvalidArgumentException",
    'Twint\checkin_start' =>
        "Starts a check-in: shows the buyer what the goods cost and how they can be shipped, and asks for their data. Moves no money.\n"
            . "Sent once: after OutcomeUnknownException nobody has its code, so it is over.\n\n"
            . "@param string \$net what the goods cost, without shipping\n@param list<Scope> \$scopes at least one, each once\n"
            . "@param list<ShippingMethod> \$shippingMethods at most 20, each with an id of its own\n@throws TwintException",
    'Twint\checkin_poll' => "Asks how a check-in stands. Once it is over, TWINT hands nothing over any more.\n\n@throws TwintException",
    'Twint\checkin_cancel' =>
        "Ends a check-in whose order was not started, and gives it back as over.\n\n@throws OutcomeUnknownException TWINT does not show that it is over\n"
            . '@throws TwintException',
    'Twint\CheckInPhase' => 'Where a check-in stands for the merchant.',
    'Twint\CheckInEvent' => 'What happened to a check-in.',
    'Twint\CheckInAction' => 'What to do with a check-in now.',
    'Twint\CheckInCancelReason' => 'Why a check-in is cancelled.',
    'Twint\CheckInTransition' => 'An edge of the table of check-ins. One from a phase to itself means "nothing new".',
    'Twint\CheckInStep' => 'What is known of a check-in means this: first apply the event, if there is one, then do the action.',
    'Twint\checkin_step' =>
        "What to do with a check-in. Only one caller at a time may do it.\n\n"
            . "@param string|null \$pairingUuid null where TWINT's answer to the start was not written down\n"
            . "@param string \$net what the goods cost, as the buyer was shown it\n"
            . "@param list<ShippingMethod> \$shippingMethods as the buyer was shown them\n"
            . "@param int \$ageSeconds since it was written down\n"
            . "@param CheckIn|null \$seen as TWINT described it just now; null where it was not asked\n"
            . "@param bool \$endWished the buyer left, or the shop cannot take the order\n"
            . "@param string|null \$chosen the shipping method that was written down with the data\n"
            . "@param Phase|null \$paymentPhase of the order's payment; needed once the order was started\n"
            . "@param bool \$orderAtTwint whether TWINT told of the order, in whatever state\n@throws InvalidArgumentException",
    'Twint\checkin_transition' => "Which phase an event leads a check-in to.\n\n@throws StateConflictException where the table has no such edge",
    'Twint\checkin_transitions' => "The whole table of check-ins.\n\n@return list<CheckInTransition>",
    'Twint\poll' =>
        "Asks how an order stands.\n\n"
            . "@param bool \$waitForResponse TWINT may answer only when the order changes; where that takes longer than timeoutMs, UnavailableException\n"
            . '@throws TwintException',
    'Twint\poll_many' =>
        "Asks about many orders, at most \$concurrency (1 to 32) at once, within the time limit of one call.\n\n"
            . "@param array<string> \$orderUuids\n@return array<string, Order|TwintException> by UUID, in the order given\n@throws InvalidArgumentException",
    'Twint\capture' =>
        "Takes the money of an approved order; unless \$final, more can be captured later.\n\n"
            . "What returns is proven by the order; an answer that proves nothing is found out, or an OutcomeUnknownException.\n\n"
            . "@param string|null \$capturedBefore what was captured of the order before, all parts together; null: nothing\n"
            . '@throws TwintException',
    'Twint\cancel' => "Ends an order that was not captured.\n\n@throws TwintException",
    'Twint\cancel_many' =>
        "Ends many orders that were not captured, at most \$concurrency (1 to 32) at once, within the time limit of one call.\n\n"
            . "@param array<string> \$orderUuids\n@return array<string, Order|TwintException> by UUID, in the order given\n@throws InvalidArgumentException",
    'Twint\refund' => "Pays back all or a part of a captured order under a reference of its own. Sent once, as payment_init().\n\n@throws TwintException",
    'Twint\find' => "Every order TWINT holds under the reference.\n\n@return list<Order>\n@throws TwintException",
    'Twint\find_between' => "Every order made from one moment to another (RFC 3339).\n\n@return list<Order>\n@throws TwintException",
    'Twint\enroll' => "Makes the cash register known to TWINT; payment_init() and refund() do it by themselves.\n\n@throws TwintException",
    'Twint\system_status' => "Whether TWINT works for this merchant: the check of the access data.\n\n@throws TwintException",
    'Twint\certificate_validity' => "Until when TWINT holds the certificate valid, and whether it may be renewed.\n\n@throws TwintException",
    'Twint\renew_certificate' => "Orders the next certificate; the present one keeps working. Sent once.\n\n@throws TwintException",
    'Twint\transition' =>
        "Which phase an event leads to, and what the shop has to do then.\n\n"
            . '@throws StateConflictException where the table has no such edge',
    'Twint\transitions' => "The whole table of phases.\n\n@return list<Transition>",
    'Twint\next_step' =>
        "What an order, as TWINT described it just now, means for a payment.\n\n"
            . "@param Order|null \$order null when find() of the reference holds nothing\n"
            . "@param EndWish|null \$wish the merchant's ends what is approved and not captured, the others only what nobody approved\n"
            . CALLS
            . "@param int \$unrecognisedSeconds for how long the order has been in a state that nobody knows\n"
            . "@param bool \$approved the buyer was once seen to approve\n@param bool \$checkedIn the buyer has approved the check-in that the order was started with\n@throws InvalidArgumentException",
    'Twint\book_capture' => "What a capture that was carried out makes of a payment.\n\n@throws InvalidArgumentException so much was never authorised",
    'Twint\book_refund' => "What a refund that was carried out makes of a payment.\n\n@throws InvalidArgumentException so much was never captured",
    'Twint\book_entered' => "What a payment becomes by what the merchant read in TWINT's portal.\n\n@param string \$captured all that TWINT took\n@throws InvalidArgumentException it is less than is booked or more than was authorised",
    'Twint\unrecorded_amount' => "What was captured of a payment and is not recorded in the shop as an incoming payment yet; null: nothing.\n\n@param string \$recorded the sum of what is\n@throws InvalidArgumentException",
    'Twint\capture_is_traceless' =>
        "Whether nobody but the merchant, in TWINT's portal, may be able to tell what became of a capture whose answer was lost.\n\n"
            . '@throws InvalidArgumentException',
    'Twint\is_rate_of_today' =>
        "Whether the shop divided an order by today's rate and not by the one that was noted, because Wawi sent it back and nobody heard of it.\n\n"
            . "@param string \$total what the order comes to in the shop's currency\n@param string \$noted francs for one unit of the shop's currency\n"
            . "@param string \$today the same, by now\n@param string \$asked the francs that the buyer was last asked for\n@throws InvalidArgumentException",
    'Twint\price_rows' =>
        "What the rows of an order come to, from prices net, for one piece and in the shop's currency.\n\n"
            . "@param list<array{price: string, quantity: string, vatRate: string}> \$rows\n"
            . "@param string \$factor francs to one of the shop's currency\n"
            . "@param string \$credit the customer's that was used, in the shop's currency, of either sign\n"
            . '@throws InvalidArgumentException',
    'Twint\owed_amount' =>
        "What the buyer owes for a total of the shop, which the shop computes in floating point and does not round: with two decimals, at least 0.00.\n\n"
            . "@param float \$shopTotal in the shop's currency\n"
            . "@param float \$rate of the buyer's currency to one of the shop's\n"
            . '@throws InvalidArgumentException they make no amount',
    'Twint\find_out_capture' =>
        'What became of a capture whose answer was lost, long enough ago that TWINT is done with it. It returns where the capture was'
            . " carried out,\nat the latest now, where it closes the order.\n\n"
            . "@param string \$capturedBefore what was captured of the order before it, all parts together\n"
            . "@throws StateConflictException it was not carried out\n@throws OutcomeUnknownException only a human can tell\n@throws TwintException",
    'Twint\find_out_refund' =>
        "What became of a refund whose answer was lost, long enough ago that TWINT is done with it. Never sends it again.\n\n"
            . "@param string \$orderUuid the order that it pays back\n"
            . "@throws StateConflictException it was not carried out\n@throws OutcomeUnknownException only a human can tell\n@throws TwintException",
    'Twint\read_refund' =>
        "How a refund stands that was sent long ago. Changes nothing: a reversal that waits for its confirmation goes on waiting.\n\n"
            . "@param string \$orderUuid the order that it pays back\n"
            . "@throws StateConflictException it was not carried out\n@throws OutcomeUnknownException TWINT does not tell\n@throws TwintException",
    'Twint\quote_capture' =>
        "What a capture of portions and a free amount comes to, in Rappen. Amounts and quantities of portions are as somebody typed them.\n\n"
            . "@param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> \$rows\n"
            . "@param list<array{id: int, quantity: ?string, amount: ?string}> \$portions\n@throws InvalidArgumentException",
    'Twint\quote_refund' =>
        "What a refund of portions and an adjustment comes to, less a fee kept back.\n\n"
            . "@param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> \$rows\n"
            . "@param list<array{id: int, quantity: ?string, amount: ?string}> \$portions\n@throws InvalidArgumentException",
    'Twint\quote_parcel' =>
        'What is owed for all that was delivered until now, counted from the first parcel on, and was not captured yet: discounts in'
            . " proportion,\nshipping with the first parcel, the sum of all parcels exactly the order.\n\n"
            . "@param list<array{id: int, goods: bool, quantity: string, gross: string, takenQuantity: string, taken: string}> \$rows\n"
            . "@param list<array{id: int, quantity: string}> \$delivered\n@throws InvalidArgumentException",
    'Twint\CancelIntent' => 'Why a payment is cancelled, as the books record it.',
    'Twint\OperationKind' => 'A kind of call that moves money, or could.',
    'Twint\cancel_intent' =>
        "Why to cancel a payment that nobody has approved; null to let it wait.\n\n"
            . "@param CancelIntent|null \$wish what somebody wants\n@param bool \$canBePaid whether the books have the code that the buyer needs\n"
            . '@param bool $expired whether the time for paying is over',
    'Twint\end_wish' => 'What next_step() is told of an intent.',
    'Twint\Aftermath' => "What an event changes in a payment's row beside phase and sums.",
    'Twint\aftermath' =>
        "What an event that TWINT's order shows changes in a payment's row beside phase and sums.\n\n"
            . "@param CancelIntent|null \$lastCancel why the last cancellation was sent\n@param string|null \$reason TWINT's own\n"
            . '@throws StateConflictException where the table has no such edge',
    'Twint\is_doubtful_without_answer' => "Whether a payment becomes doubtful because TWINT could not be asked about it.\n\n@param bool \$expired whether the time for paying is over",
    'Twint\only_waits' =>
        "Whether nothing is to be done for a payment as long as TWINT's order has no news: it waits for its buyer.\n\n"
            . "@param bool \$expired whether the time for paying is over\n@param bool \$hasDuties whether the shop has something left to do for it",
    'Twint\is_unsettled' => 'Whether something may still happen at TWINT to an attempt in this phase: it is open, or more can be captured.',
    'Twint\awaits_buyer' => 'Whether an attempt in this phase waits for the buyer, who has not decided yet.',
    'Twint\is_replaced' =>
        "Whether another attempt pays the order, paid it or may still do so.\n\n"
            . '@param list<Phase> $others the phases of all other attempts to pay the order',
    'Twint\is_from_before' =>
        "Whether an order that was found under an attempt's reference is from before the attempt: another buyer's, whose order had the same number.\n\n"
            . "@param string|null \$createdAt as Order::\$createdAt says; null where TWINT does not\n"
            . "@param int \$begunAt when the attempt was written down, in seconds since 1970\n@throws InvalidArgumentException",
    'Twint\Inquiry' => 'How to find out the outcome of a call by hand of which phase and sums do not show one yet.',
    'Twint\inquiry' => "How to find out the outcome of a call by hand that is not booked yet.\n\n@param bool \$isOld TWINT is done with it, whatever it did",
    'Twint\obscures_order' => "Whether TWINT's order says nothing reliable of the payment while the outcome of such a call is not known.",
    'Twint\event_of_loss' => 'What happened to the payment when the answer to such a call was lost.',
    'Twint\is_cancellation_underway' =>
        "Whether TWINT may still be at the last cancellation, so that none is sent again.\n\n"
            . CALLS
            . '@throws InvalidArgumentException',
    'Twint\DenialRefusal' => 'Why the merchant may not enter that a call was not carried out.',
    'Twint\why_not_denied' =>
        "Why the merchant may not enter that a call was not carried out, although TWINT's portal shows it; null: they may.\n\n"
            . "@param Order|null \$order what TWINT answered when it was asked once more; null: it could not be asked\n"
            . '@param Cause|null $cause why that does not tell the outcome',
    'Twint\is_denial_contradicted' =>
        "Whether what TWINT shows now can mean that a refund was carried out that the merchant entered as not carried out.\n\n"
            . "@param Order|null \$order what TWINT answered; null: it could not be asked\n@param Cause|null \$cause why that does not tell the outcome",
    'Twint\EntryRefusal' => 'Why the merchant cannot enter how a payment ended, although it was allowed before TWINT was asked once more.',
    'Twint\why_not_entered' =>
        "Why the merchant cannot enter how a payment ended, after TWINT was asked once more; null: they can.\n\n"
            . CALLS
            . '@throws InvalidArgumentException',
    'Twint\is_payable' => "Whether an order can be paid with TWINT: there have to be francs to pay.\n\n@param string \$total what it comes to\n@throws InvalidArgumentException",
    'Twint\BuyersTurn' => 'What the buyer can do to pay an order now.',
    'Twint\may_begin' =>
        "Whether another attempt to pay the order may begin.\n\n@param list<Phase> \$phases of all its attempts\n"
            . '@param bool $isPayable there are francs to pay',
    'Twint\buyers_turn' =>
        "What the buyer can do to pay an order now.\n\n@param Phase|null \$shown of the attempt that the order shows; null: it has none\n"
            . "@param bool \$awaitsFirst what awaits_first() says\n@param bool \$isEnding the order is about to be cancelled",
    'Twint\awaits_first' =>
        "Whether an order without an attempt may have its first.\n\n@param bool \$isHeld Wawi has never seen it\n"
            . "@param bool \$isOurs TWINT is its payment method\n@param bool \$isDated the shop or Wawi dated a payment of the order",
    'Twint\may_give_up' => "Whether the buyer may end the order now to pay another way.\n\n@param bool \$isHeld Wawi has never seen it",
    'Twint\is_given_up' => "Whether an order with attempts is over and unpaid.\n\n@param Phase|null \$shown of the attempt that the order shows; null: it has none",
    'Twint\NoLink' => 'Why the buyer of an order is not sent the link that pays it.',
    'Twint\why_no_link' =>
        "Why the buyer of an order is not sent the link that pays it; null: it is sent.\n\n"
            . "@param Phase|null \$shown of the attempt that the order shows; null: it has none\n@param bool \$isOurs TWINT is its payment method\n"
            . "@param bool \$isPayable there are francs to pay\n@param bool \$lives the order is recent enough",
    'Twint\Reservation' => 'How much of a payment is reserved and still to be captured.',
    'Twint\reservation_shown' => 'What of a payment the buyer is told to be reserved, because the merchant may still capture it; null: nothing.',
    'Twint\MovementKind' => 'What moved of a payment.',
    'Twint\Movement' => 'Money of a payment that moved, or a reservation of it that was let go.',
    'Twint\movements' =>
        "All that moved of a payment: what TWINT carried out of our calls, what was captured without one, and what was let go.\n\n"
            . "@param bool \$wasReserved whether the buyer ever approved\n"
            . "@param list<array{id: int, kind: OperationKind, amount: string}> \$done calls that TWINT carried out, the oldest first\n"
            . "@param list<array{id: int, event: Event}> \$events what happened to it, the oldest first\n"
            . "@return list<Movement>\n@throws InvalidArgumentException",
    'Twint\ending_events' => "The events with which a reservation ends: what moved without a call stands at one of them.\n\n@return list<Event>",
    'Twint\fee_due' => 'Whether TWINT\'s fee, which TWINT says of the whole payment, is due: what was captured is all that ever will be.',
    'Twint\Balance' => 'What became of a payment\'s amount.',
    'Twint\balance' => "What became of a payment's amount.\n\n@param bool \$wasReserved whether the buyer ever approved",
    'Twint\quote_capture_all' => 'What a capture of all that is reserved and not captured yet comes to.',
    'Twint\quote_refund_all' => "What a refund of all that was captured and not paid back comes to, less a fee kept back.\n\n@throws InvalidArgumentException",
    'Twint\EarlierTry' => 'What became of a call that was sent earlier for some news of Wawi.',
    'Twint\earlier_try' =>
        "What a call that was sent earlier for some news of Wawi means for them.\n\n@param OperationState|null \$state null: none was sent\n"
            . '@param bool $wasAwaited whether the news waited for its outcome',
    'Twint\is_withdrawn' =>
        "Whether nothing is done for some news of Wawi, because later ones undo them.\n\n"
            . "@param EarlierTry \$earlier what became of a call for them\n@param bool \$isReactivated Wawi told since that a cancellation was taken back",
    'Twint\CallOutcome' => 'What became of a wish to move money.',
    'Twint\AfterCall' => 'What follows for some news of Wawi from what became of a call for them.',
    'Twint\after_call' =>
        "What follows for some news of Wawi from what became of a call for them.\n\n"
            . '@param OperationState|null $state of the operation; null: there is none',
    'Twint\pays_order' => 'Whether an attempt in this phase pays its order, paid it, or may still do so: then no other attempt may, since an order is paid once.',
    'Twint\needs_merchant' =>
        "Whether only the merchant can tell what became of a call, from TWINT's portal.\n\n"
            . "@param bool \$isOld TWINT is done with it, whatever it did\n"
            . "@param bool \$isLongAgo nothing will tell what became of it if nothing has until now\n"
            . "@param bool \$final whether the capture closes the order\n@param string \$capturedBefore all captures before it together\n"
            . '@throws InvalidArgumentException',
    'Twint\OperationState' => 'What is known of a call that moves money.',
    'Twint\ReconciliationFinding' => 'What two sides of a payment or a refund amount to.',
    'Twint\payment_holding' => 'What the books say is held of a payment in this phase.',
    'Twint\refund_holding' => 'What the books say was moved by a refund in this state.',
    'Twint\reconcile' =>
        "Compares what TWINT and the books say of the same payment or refund; null for a side that has none of it.\n\n"
            . "@param array{amount: string, currency: string, holding: Holding}|null \$there at TWINT\n"
            . "@param array{amount: string, currency: string, holding: Holding}|null \$here in the books\n"
            . "@return ReconciliationFinding|null null where the only side has no money in it\n@throws InvalidArgumentException",
    'Twint\applying_access' =>
        "Which of the merchant's sets of access data a payment begins with: of those whose conditions all hold the one with the most"
            . " conditions, then the one with the lowest number.\n\n"
            . "@param list<array{id: int, languages: list<string>, domains: list<string>, customerGroups: list<int>}> \$rules what names nothing holds for all\n"
            . "@return int|null null: none is meant for it, and it must not begin with another\n@throws InvalidArgumentException",
    'Twint\access_covered_by' =>
        "A set of access data that applies wherever this one would, so that this one never does.\n\n"
            . "@param list<array{id: int, languages: list<string>, domains: list<string>, customerGroups: list<int>}> \$rules\n"
            . "@return int|null null: there is none\n@throws InvalidArgumentException",
    'Twint\is_alarming' => 'Whether the merchant\'s books may be wrong; what they do not know can be of another till of the same store.',
    'Twint\typed_number' =>
        "A number as somebody typed it, as a plain decimal: \"1'234,5\" becomes \"1234.5\". What is no number stays, for the refusal to name.\n\n"
            . '@throws InvalidArgumentException it is not UTF-8',
    'Twint\typed_amount' =>
        "An amount as somebody typed it, with two decimals: \"1'234,5\" becomes \"1234.50\". What is no amount stays, for the refusal to name.\n\n"
            . '@throws InvalidArgumentException it is not UTF-8',
    'Twint\Quote' => 'What an operation comes to, or why it cannot be.',
    'Twint\OrderStanding' => 'How the shop\'s order stands, as far as it matters for its payment.',
    'Twint\UnpaidOrder' => 'What happens to an order whose payment ended without money.',
    'Twint\Mail' => 'A mail to the buyer about a payment.',
    'Twint\is_shippable' => "Whether Wawi may fetch the order.\n\n@param bool \$releasesReserved by the merchant's setting, money that is only reserved is enough",
    'Twint\is_withheld' => "Whether the order is withheld from Wawi.\n\n@param bool \$isReplaced another payment of the order counts",
    'Twint\OrderStatus' => 'What the shop\'s order shows of its payment from now on.',
    'Twint\order_status' =>
        "What the shop's order shows of its payment.\n\n"
            . "@param string|null \$orderTotal what it comes to by now; null where it is gone\n"
            . "@param bool \$isDated the shop or Wawi dated a payment of the order\n@param bool \$isShown it is this attempt that the order shows\n"
            . '@throws InvalidArgumentException',
    'Twint\shown_attempt' =>
        "The attempt that an order shows: the last one that pays it or may do so, or else the last one.\n\n"
            . "@param list<Phase> \$phases of all its attempts, the oldest first\n@return int|null its place in the list; null: there is none",
    'Twint\after_unpaid' =>
        "What happens to an order whose payment ended without money.\n\n"
            . "@param bool \$isHeld Wawi has never seen it\n"
            . "@param int|null \$secondsHeldAgain for how long it has been held again after it was released; null: it is not\n@param bool \$isReplaced another payment of the order counts",
    'Twint\AbandonedOrder' => 'What happens to an order whose last attempt ended long ago.',
    'Twint\after_abandoned' =>
        "What happens to an order whose last attempt ended long ago.\n\n"
            . "@param bool \$isHeld Wawi has never seen it\n@param bool \$movedLast no other attempt of it moved later\n"
            . "@param bool \$wasLeft the merchant was told since to cancel it\n@param UnpaidOrder \$unpaid what after_unpaid() says",
    'Twint\UnbegunOrder' => 'What happens to an order of which no payment was ever begun.',
    'Twint\after_unbegun' =>
        "What happens to an order of which no payment was ever begun.\n\n@param bool \$isHeld Wawi has never seen it",
    'Twint\GiveBack' => 'Whether what a cancelled order took is given back: stock, credit, vouchers.',
    'Twint\give_back' =>
        "Whether what a cancelled order took is given back.\n\n@param bool \$isCancelling it is about to be cancelled\n"
            . "@param bool \$wasGivenBack an attempt of it did this already\n@param bool \$isReplaced another payment of the order counts",
    'Twint\mail_of' =>
        "Which mail says what became of a payment, where a duty asks for one.\n\n"
            . "@param string|null \$orderTotal what the order comes to by now; null where it is gone\n"
            . "@param bool \$isReplaced another payment of the order counts\n@throws InvalidArgumentException",
    'Twint\confirmation_is_due' =>
        "Whether the confirmation of the order is sent now.\n\n"
            . "@param bool \$confirmationWaits for the money, by the merchant's setting\n"
            . '@param bool $byCheckIn a check-in made the order, so that no page of the shop sends it',
    'Twint\mail_of_cancellation' =>
        "Which mail follows when an order that nobody paid was cancelled.\n\n"
            . "@param bool \$isPromised another mail tells the same\n@param bool \$confirmationWaits by the merchant's setting, so that the buyer was told nothing\n"
            . '@param bool $byBuyer the buyer ended it on the pay page',
    'Twint\add_amounts' => "What a total of francs comes to after a change; both may be negative.\n\n@throws InvalidArgumentException",
    'Twint\permitted' => "What a merchant may do with a payment just now.\n\n@param OperationKind|null \$underway the operation whose end is not known\n@param bool \$needsMerchant only a human can find out what became of it\n@param int \$secondsInPhase for how long the payment has been in its phase",
    'Twint\poll_pause' =>
        "How long to wait until a payment is looked at again, in milliseconds; null: nothing changes any more by itself.\n\n"
            . "@param int \$polls how often TWINT was asked about it before\n@param int \$captures how often TWINT was told to capture it\n"
            . "@param bool \$onPhone whether a phone has it; what nobody has scanned is asked about every two seconds at most\n"
            . "@param int \$tookMilliseconds how long the last question took\n"
            . "@param int \$intervalSeconds how often to ask while the buyer is about to pay\n"
            . '@param int $giveUpMinutes how long the buyer may try again after an attempt without money',
    'Twint\checkin_pause' =>
        "How long to wait until a check-in that waits for its buyer is looked at again, in milliseconds.\n\n"
            . '@param bool $onPhone whether a phone has it; what nobody has scanned is asked about every two seconds at most',
    'Twint\wawi_failure_pause' => 'How long to wait after the nth failure to work off some news of Wawi, in seconds; null: it failed often enough.',
    'Twint\wawi_waiting_pause' => 'How long some news of Wawi of this age wait for something else, in seconds.',
    'Twint\unknown_outcome_pause' => 'How long an operation of this age rests whose outcome TWINT did not tell, in seconds.',
    'Twint\task_failure_pause' => 'How long a task of the sweep leaves an item alone that broke it off n times, in seconds.',
    'Twint\Permitted' => 'Null where it may be done, else the word that says why not.',
    'Twint\Resumption' => "What to do with an order at TWINT whose payment is over in the merchant's books.",
    'Twint\resumption' =>
        "What to do with an order at TWINT whose payment is over in the merchant's books: an order of the shop is paid once.\n\n"
            . "@param Payment \$payment that is over\n@param bool \$isCancelled whether the order of the shop was cancelled or deleted\n"
            . '@param list<Phase> $others the phases of all other payments of the same order of the shop',
    'Twint\WawiNews' => 'What Wawi told the shop about an order.',
    'Twint\PartShipmentRule' => 'What the settings say that a part of an order does when it was shipped.',
    'Twint\CancellationRule' => 'What the settings say that the cancellation of an order does.',
    'Twint\missed_shipment' =>
        "Which news were missed of an order that the shop marks as shipped as a whole and of whose complete shipment nobody heard.\n\n"
            . "@param list<array{id: int, quantity: string}> \$ordered goods by the number of their row\n"
            . "@param list<array{id: int, quantity: string}> \$delivered goods that left by the delivery notes; empty: no note names a row\n"
            . "@param bool \$partWasTold whether the shipment of a part was heard\n"
            . "@return WawiNews|null null: nothing was missed\n@throws InvalidArgumentException",
    'Twint\concerned_attempt' =>
        "Which of an order's attempts to pay Wawi's news concern: the one that pays the order, or the last one where none does.\n\n"
            . "@param list<Phase> \$phases of all attempts, the oldest first\n@return int|null its index; null: several pay the order, or there is no attempt",
    'Twint\wawi_wish' =>
        "What the merchant's settings ask for on some news of Wawi; null for nothing.\n\n"
            . '@param bool $shippedBefore whether goods of the order left before',
    'Twint\WawiWish' => 'What the merchant wants, by their settings, on some news of Wawi.',
    'Twint\WawiAction' => 'What to do on it.',
    'Twint\WawiStep' => 'What to do on some news of Wawi, and why.',
    'Twint\wawi_step' =>
        "What Wawi's news mean for a payment.\n\n"
            . "@param string|null \$order what the order comes to by now; null where it was deleted\n@throws InvalidArgumentException",
    'Twint\WawiComparison' => 'How an order and its money agreed when they were compared, checked.',
    'Twint\WawiComparison::__construct' =>
        "@param string \$finding of Twint\\WawiStep\n@param string \$total what the order came to\n"
            . "@param string \$reach the most that the merchant had got or could still get\n@throws InvalidArgumentException",
    'Twint\wawi_difference_is_news' =>
        "Whether a difference between an order and its money is one that the merchant has not been told of.\n\n"
            . '@param WawiComparison|null $last the one before of the same order; null: there was none',
    'Twint\wawi_before_counts' =>
        "Whether a capture is judged by how order and money agreed before it, and not by how they agree now.\n\n"
            . "@param WawiComparison|null \$before null: nothing was compared\n@param WawiComparison|null \$now null: nothing is compared",
    'Twint\last_exchange' => 'The last exchange of this thread with TWINT, for support; null where the last call sent nothing.',
    'Twint\Exchange' => 'A question to TWINT and its answer, at most 64 KiB each, with secrets replaced by "[removed]".',
    'Twint\inspect_certificate' => "Looks into a certificate without any call.\n\n@throws InvalidArgumentException",
    'Twint\app_schemes' => "The bank apps that open a TWINT payment on iOS; cache them.\n\n@return list<AppScheme>\n@throws TwintException",
];

function comment(string $subject, string $indent = ''): string
{
    $text = DOCUMENTATION[$subject] ?? throw new RuntimeException("{$subject} is not documented");
    if (!str_contains($text, "\n")) {
        return "{$indent}/** {$text} */\n";
    }
    $lines = array_map(static fn(string $line): string => rtrim("{$indent} * {$line}"), explode("\n", $text));

    return "{$indent}/**\n" . implode("\n", $lines) . "\n{$indent} */\n";
}

/** What the extension itself says of a property or a case. */
function ownComment(ReflectionProperty|ReflectionClassConstant $member): string
{
    $comment = $member->getDocComment();

    return $comment === false ? '' : '    ' . str_replace("\n", "\n    ", $comment) . "\n";
}

function shortType(?ReflectionType $type): string
{
    // A class of PHP's own is not in the stub's namespace.
    return str_replace(['Twint\\', 'SensitiveParameterValue'], ['', '\SensitiveParameterValue'], (string) $type);
}

function parameters(ReflectionFunctionAbstract $function): string
{
    return implode(', ', array_map(static function (ReflectionParameter $parameter): string {
        $sensitive = $parameter->getAttributes(SensitiveParameter::class) === [] ? '' : '#[\SensitiveParameter] ';
        $default = $parameter->isOptional() ? ' = ' . strtolower(var_export($parameter->getDefaultValue(), true)) : '';

        return $sensitive . shortType($parameter->getType()) . ' $' . $parameter->getName() . $default;
    }, $function->getParameters()));
}

function enumeration(ReflectionEnum $enum): string
{
    $text = comment($enum->getName()) . "enum {$enum->getShortName()}: {$enum->getBackingType()}\n{\n";
    foreach ($enum->getCases() as $case) {
        assert($case instanceof ReflectionEnumBackedCase);
        $text .=
            ownComment($case) . "    case {$case->getName()} = " . var_export($case->getBackingValue(), true) . ";\n";
    }

    return $text . "}\n";
}

function classOrException(ReflectionClass $class): string
{
    $parent = $class->getParentClass();
    $modifiers = ($class->isFinal() ? 'final ' : '') . ($class->isReadOnly() ? 'readonly ' : '');
    $extends = $parent === false
        ? ''
        : ' extends ' . ($parent->inNamespace() ? $parent->getShortName() : "\\{$parent->getName()}");
    $members = [];
    foreach ($class->getProperties() as $property) {
        if ($property->getDeclaringClass()->getName() !== $class->getName()) {
            continue;
        }
        $default = $property->isReadOnly() ? '' : ' = ' . strtolower(var_export($property->getDefaultValue(), true));
        $members[] =
            ownComment($property)
            . '    public '
            . shortType($property->getType())
            . " \${$property->getName()}{$default};\n";
    }
    foreach ($class->getMethods() as $method) {
        if ($method->getDeclaringClass()->getName() !== $class->getName()) {
            continue;
        }
        $visibility = $method->isPrivate() ? 'private' : 'public';
        $return = $method->hasReturnType() ? ': ' . shortType($method->getReturnType()) : '';
        $members[] =
            ($method->isPrivate() ? '' : comment("{$class->getName()}::{$method->getName()}", '    '))
            . "    {$visibility} function {$method->getName()}("
            . parameters($method)
            . "){$return}\n    {\n    }\n";
    }

    return (
        comment($class->getName())
        . "{$modifiers}class {$class->getShortName()}{$extends}\n{\n"
        . implode("\n", $members)
        . "}\n"
    );
}

$extension = new ReflectionExtension('twint');
$parts = [];
foreach ($extension->getClasses() as $class) {
    $parts[] = $class->isEnum() ? enumeration(new ReflectionEnum($class->getName())) : classOrException($class);
}
foreach ($extension->getFunctions() as $function) {
    if ($function->getShortName() === 'panic_on_purpose') {
        continue; // in debug builds only
    }
    $parts[] =
        comment($function->getName())
        . "function {$function->getShortName()}("
        . parameters($function)
        . '): '
        . shortType($function->getReturnType())
        . "\n{\n}\n";
}

echo "<?php\n\n/** What twint.so offers, for editors and static analysers. Generated: see generate-stub.php. */\n\n";
echo "declare(strict_types=1);\n\nnamespace Twint;\n\n", implode("\n", $parts);
