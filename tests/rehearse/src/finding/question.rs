//! The questions: what each asks, and how to see what one rehearsal could not.

use super::Question;

impl Question {
    /// Its name in reports: the finding's, with a small first letter.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What is not established, as it stands in the list of docs/architecture.md.
    pub fn text(self) -> &'static str {
        match self {
            Self::ScanTime => "How long an order waits to be scanned",
            Self::DecisionTime => "How long a scanned order waits for the buyer's decision",
            Self::TimedOut => "What an order says whose time is over",
            Self::Declined => "What a declined order says, and the number beside it",
            Self::PairingWhenFailed => "What the pairing of an order that failed is called",
            Self::LongPoll => "How long `WaitForResponse` holds a call",
            Self::LongPollWakes => "Whether it answers as soon as the buyer does something",
            Self::ConfirmationTime => "How long an approved order waits for its confirmation",
            Self::ConfirmationLapsed => "What it says when that time is over",
            Self::RestLapsed => "What an order says whose rest ran out after a part was captured",
            Self::DeferredWithoutConfirmation => {
                "Whether `PAYMENT_DEFERRED` waits for `ConfirmOrder` even with `confirmationNeeded=\"false\"`"
            }
            Self::ConfirmAnswer => "Whether the answer to `ConfirmOrder` shows what was done",
            Self::ConfirmRepeated => "Whether one `ConfirmOrder` is enough",
            Self::ConfirmInWrongState => "What answers a capture in the wrong state",
            Self::FirstPart => "Whether a part of an order can be captured",
            Self::BetweenParts => "What an order says between two parts",
            Self::FurtherPart => "Whether a second part can be captured",
            Self::PartTooLarge => "What answers a part larger than what is left",
            Self::ClosedWithRest => {
                "What an order says whose last part is below the authorised sum"
            }
            Self::AmountsWhenPartial => "Which amounts show what was captured of it",
            Self::CancelAnswer => "Whether the answer to `CancelOrder` shows what was done",
            Self::CancelRepeated => "Whether one `CancelOrder` is enough",
            Self::CancelAfterPart => "What a cancellation after a part does",
            Self::CancelConfirmed => "What answers a cancellation after the whole was captured",
            Self::Refund => "Whether a refund is done at once",
            Self::OverRefund => "What answers a refund beyond what was captured",
            Self::RefundUnpaid => "What answers a refund of an order that nobody paid",
            Self::ReferenceTwice => "What happens to a reference that is used twice",
            Self::CollidingRefund => "What happens to a refund under its payment's reference",
            Self::UnknownOrder => "What answers a call about an order that does not exist",
            Self::FindLimit => "How many orders `FindOrder` brings at most",
            Self::Credit => "What answers a start of type `CREDIT`",
            Self::BnplData => "What `BNPLData` says",
            Self::Fee => "Whether a paid order says a `Fee`",
            Self::ApiToken => "Whether version 10 sends an `ApiToken`",
            Self::VersionServed => "Which versions of the interface TWINT serves",
            Self::QrCode => "What the picture of the QR code looks like",
            Self::UnknownWords => "Whether orders say what no source names",
            Self::EmptyElements => "Whether optional elements come without content",
            Self::AmountForms => "How amounts are written",
            Self::AppList => "What the list of bank apps holds",
            Self::KeepAlive => "How long TWINT keeps an idle connection",
            Self::Pace => "Whether TWINT limits how often it is asked",
            Self::Notification => "Whether `OrderUpdateNotificationURL` is served",
            Self::RenewalWindow => "How long before its end a certificate may be renewed",
            Self::RenewalTooEarly => "What answers a renewal before its time",
            Self::OldCertificate => "How long the old certificate lives on after a renewal",
            Self::TerminalStatus => "What an enrolment says of the terminal, from version 9 on",
            Self::CheckInStart => {
                "Whether TWINT opens check-ins for the merchant, and what it answers if not"
            }
            Self::CheckInTime => "How long a check-in waits for the buyer",
            Self::ApprovedCheckInTime => "How long an approved check-in waits for its order",
            Self::CheckInScanned => "What a check-in says that a phone has taken",
            Self::CheckInDeclined => "What a check-in says that the buyer declined",
            Self::CheckInApproved => {
                "In which forms the buyer's data come, and the choice of shipping"
            }
            Self::CheckInWithoutTwintId => "What a check-in of a buyer without TWINT ID says",
            Self::CheckInUnknown => "What answers a look at a check-in that TWINT does not know",
            Self::CheckInCancelRepeated => "Whether one `CancelCheckIn` is enough",
            Self::CheckInCancelOver => "What answers `CancelCheckIn` when the check-in is over",
            Self::ExpressOrder => "What the order says at once that a check-in pays",
            Self::ExpressAmount => "Whether such an order may be over less than the buyer approved",
            Self::ExpressSecondOrder => "Whether a check-in pays a second order",
        }
    }

    /// How to see it when a rehearsal did not.
    pub fn how_to_observe(self) -> &'static str {
        match self {
            Self::ScanTime | Self::DecisionTime | Self::TimedOut => {
                "run the step time-out, and wait for as long as it takes"
            }
            Self::ConfirmationTime | Self::ConfirmationLapsed | Self::RestLapsed => {
                "keep the report and come back with --resume in a day, in a week and in a month: the step reservation left two \
                 orders open for this"
            }
            Self::RenewalWindow => {
                "come back with --resume from 100 days before the certificate's end on"
            }
            Self::RenewalTooEarly | Self::OldCertificate => {
                "run with --renew FILE, which orders a new certificate where TWINT allows it, and come back with --resume and the \
                 old certificate"
            }
            Self::Notification => {
                "run with --notification-url URL, an address of yours that TWINT can reach, and look whether it was called"
            }
            Self::LongPoll | Self::LongPollWakes => "run the step wait-for-response",
            Self::Declined | Self::PairingWhenFailed => "run the step declined",
            Self::DeferredWithoutConfirmation => "run the step deferred-unconfirmed",
            Self::ConfirmAnswer
            | Self::ConfirmRepeated
            | Self::CancelConfirmed
            | Self::Refund
            | Self::Fee => "run the step immediate",
            Self::ConfirmInWrongState => "run the steps too-early, declined and immediate",
            Self::FirstPart | Self::BetweenParts | Self::FurtherPart | Self::PartTooLarge => {
                "run the step deferred-parts"
            }
            Self::ClosedWithRest | Self::AmountsWhenPartial | Self::OverRefund => {
                "run the step deferred-rest"
            }
            Self::CancelRepeated => "run the step cancel-before",
            Self::CancelAnswer => "run the steps cancel-before and cancel-after",
            Self::CancelAfterPart => "run the step deferred-cancel",
            Self::RefundUnpaid => "run the step too-early",
            Self::ReferenceTwice => "run the step same-reference",
            Self::CollidingRefund => "run the step refund-collision",
            Self::UnknownOrder => "run the step unknown-order",
            Self::FindLimit => "run the step find, and other steps before it",
            Self::Credit => "run the step credit",
            Self::ApiToken => "run the step version-10",
            Self::VersionServed => "run the step status",
            Self::QrCode
            | Self::BnplData
            | Self::UnknownWords
            | Self::EmptyElements
            | Self::AmountForms => "run any step that starts an order",
            Self::AppList => "run the step apps",
            Self::KeepAlive | Self::Pace => "run the step pace",
            Self::TerminalStatus => "run the step enrolment",
            Self::CheckInTime | Self::ApprovedCheckInTime | Self::CheckInScanned => {
                "run the step express-lapse with --express, and wait for as long as it takes"
            }
            Self::CheckInStart
            | Self::CheckInUnknown
            | Self::CheckInCancelRepeated
            | Self::CheckInCancelOver => "run the step express-cancel with --express",
            Self::CheckInDeclined => "run the step express-declined with --express",
            Self::CheckInApproved | Self::ExpressOrder | Self::ExpressSecondOrder => {
                "run the step express with --express"
            }
            Self::CheckInWithoutTwintId => {
                "run the step express-without-id with --express and an app whose owner has no TWINT ID"
            }
            Self::ExpressAmount => "run the step express-amount with --express",
        }
    }
}
