//! PHP's enums, each the mirror of one of the other wings'.

use std::ptr;

use ext_php_rs::class::RegisteredClass;
use ext_php_rs::convert::{FromZendObject, FromZval};
use ext_php_rs::enum_::RegisteredEnum;
use ext_php_rs::flags::DataType;
use ext_php_rs::prelude::*;
use ext_php_rs::types::Zval;

use crate::books::{holding, next_step, phases, wawi};
use crate::twint::error;
use crate::twint::merchant;
use crate::twint::values::order;

/// A case of this very enum; ext-php-rs itself would take one of any other enum that has the same name.
pub struct Exact<T>(pub T);

impl<'a, T: RegisteredEnum + RegisteredClass> FromZval<'a> for Exact<T> {
    const TYPE: DataType = DataType::object(T::CLASS_NAME);

    fn from_zval(zval: &'a Zval) -> Option<Self> {
        let object = zval.object()?;
        if !ptr::eq(object.ce, T::get_metadata().ce()) {
            return None;
        }
        T::from_zend_object(object).ok().map(Self)
    }
}

/// A backed enum for PHP with the cases of an enum of the other wings.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident as $php_name:literal of $core:path { $($(#[$case_doc:meta])* $case:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[php_enum]
        #[php(name = $php_name)]
        #[derive(Clone, Copy)]
        pub enum $name {
            $($(#[$case_doc])* #[php(value = $value)] $case,)+
        }

        impl From<$name> for $core {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$case => Self::$case,)+
                }
            }
        }

        impl From<$core> for $name {
            fn from(value: $core) -> Self {
                match value {
                    $(<$core>::$case => Self::$case,)+
                }
            }
        }
    };
}

mirror! {
    /// Which TWINT.
    Environment as "Twint\\Environment" of merchant::Environment {
        /// Real money.
        Production = "production",
        /// TWINT's test system.
        Testing = "testing",
    }
}

mirror! {
    /// When the money moves.
    Capture as "Twint\\Capture" of order::Capture {
        /// One confirmation right after the buyer's approval.
        Immediate = "immediate",
        /// Reserved now, captured later and in parts.
        Deferred = "deferred",
    }
}

mirror! {
    /// Where an order stands.
    OrderState as "Twint\\OrderState" of order::OrderState {
        /// Poll on.
        AwaitingCustomer = "awaitingCustomer",
        /// Approved: capture or cancel.
        AwaitingConfirmation = "awaitingConfirmation",
        /// Done for the whole amount.
        Succeeded = "succeeded",
        /// Done, not plainly for the whole amount.
        PartiallySucceeded = "partiallySucceeded",
        /// Over, without money.
        Failed = "failed",
        /// A status or reason that nobody knows: nothing follows from it.
        Unrecognised = "unrecognised",
    }
}

mirror! {
    /// What TWINT holds of an order's money.
    Holding as "Twint\\Holding" of holding::Holding {
        /// Nothing yet: the buyer has not decided.
        Waiting = "waiting",
        /// A reservation.
        Reserved = "reserved",
        /// Money that was moved, all or a part.
        Moved = "moved",
        /// Nothing: the order is over.
        Ended = "ended",
        /// Nobody can tell.
        Unclear = "unclear",
    }
}

mirror! {
    /// What happened, for programs.
    Cause as "Twint\\Cause" of error::CauseWord {
        /// A value was refused.
        Argument = "argument",
        /// The merchant's books do not allow it.
        Books = "books",
        /// The certificate cannot be used, or the server refused it.
        Certificate = "certificate",
        /// Nothing left this machine.
        NotSent = "not_sent",
        /// The answer was lost.
        AnswerLost = "answer_lost",
        /// The answer is larger than any of TWINT's.
        AnswerTooLarge = "answer_too_large",
        /// What came back is not the answer.
        AnswerUnreadable = "answer_unreadable",
        /// The server's certificate does not hold.
        ServerNotTrusted = "server_not_trusted",
        /// Endpoint, CA file or proxy cannot work.
        Settings = "settings",
        /// TWINT answered with a fault.
        Fault = "fault",
        /// The order shows something else than what was wanted.
        Order = "order",
    }
}

mirror! {
    /// Where a payment stands for the merchant.
    Phase as "Twint\\Phase" of phases::Phase {
        /// Noted; TWINT has not answered yet.
        Created = "created",
        /// The buyer has not decided.
        Pending = "pending",
        /// Approved: the money is reserved.
        Authorised = "authorised",
        /// It cannot be told what TWINT holds; nothing is shipped until it can.
        Uncertain = "uncertain",
        /// A part was taken, more may follow.
        PartiallyCaptured = "partially_captured",
        /// Taken, and nothing more to come.
        Captured = "captured",
        /// A part was given back.
        PartiallyRefunded = "partially_refunded",
        /// All was given back.
        Refunded = "refunded",
        /// Ended by buyer, merchant or time; no money is held.
        Cancelled = "cancelled",
        /// Declined or never begun; no money is held.
        Failed = "failed",
    }
}

mirror! {
    /// What happened to a payment.
    Event as "Twint\\Event" of phases::Event {
        /// TWINT took the order and waits for the buyer.
        Started = "started",
        /// TWINT did not take it; nothing exists there.
        StartRefused = "start_refused",
        /// No answer to the start.
        StartLost = "start_lost",
        /// TWINT holds nothing under the reference of a lost start.
        NotFound = "not_found",
        /// The buyer approved.
        Approved = "approved",
        /// A part was taken, the order stays open.
        PartCaptured = "part_captured",
        /// Taken, and the order is closed.
        Closed = "closed",
        /// No answer to a capture.
        CaptureLost = "capture_lost",
        /// The buyer or the bank said no.
        Declined = "declined",
        /// Nobody decided in time.
        TimedOut = "timed_out",
        /// The buyer changed their mind in the shop.
        CancelledByBuyer = "cancelled_by_buyer",
        /// The merchant ended it.
        CancelledByMerchant = "cancelled_by_merchant",
        /// No answer to a cancellation.
        CancelLost = "cancel_lost",
        /// A part was given back.
        PartRefunded = "part_refunded",
        /// All that was taken was given back.
        FullyRefunded = "fully_refunded",
        /// No answer to a refund.
        RefundLost = "refund_lost",
        /// TWINT says what should not be.
        Doubted = "doubted",
        /// The attempt is over and nobody tried again in time.
        GivenUp = "given_up",
    }
}

mirror! {
    /// Who did it, or was the first to notice.
    Actor as "Twint\\Actor" of phases::Actor {
        /// On the pay page.
        Buyer = "buyer",
        /// In the shop's backend.
        Admin = "admin",
        /// The sweep.
        Cron = "cron",
        /// JTL-Wawi, the merchant's ERP.
        Wawi = "wawi",
        /// TWINT by itself.
        Twint = "twint",
    }
}

mirror! {
    /// What the shop has to do then; each is safe to do again.
    Duty as "Twint\\Duty" of phases::Duty {
        /// Record what was captured and not recorded yet as an incoming payment.
        RecordPayment = "record_payment",
        /// Set the order's status as the merchant mapped it to the phase.
        SetOrderStatus = "set_order_status",
        /// Let Wawi have the order, if it may be shipped in this phase.
        ReleaseToWawi = "release_to_wawi",
        /// Keep the order from Wawi.
        HoldFromWawi = "hold_from_wawi",
        /// Tell the buyer.
        SendMail = "send_mail",
        /// Cancel the shop's order.
        CancelOrder = "cancel_order",
        /// Give the stock back.
        RestoreStock = "restore_stock",
        /// Show the merchant that something needs a look.
        NotifyAdmin = "notify_admin",
        /// Note until when the reservation is guaranteed.
        NoteGuarantee = "note_guarantee",
    }
}

mirror! {
    /// Why somebody wants the payment ended.
    EndWish as "Twint\\EndWish" of next_step::EndWish {
        /// Time is over, or nobody can pay it.
        Expired = "expired",
        /// In the shop.
        Buyer = "buyer",
        /// Also after the approval, before any capture.
        Merchant = "merchant",
    }
}

mirror! {
    /// What to do now.
    Action as "Twint\\Action" of next_step::Action {
        /// Ask again later.
        Wait = "wait",
        /// Take the whole amount and close.
        Capture = "capture",
        /// Cancel at TWINT.
        Cancel = "cancel",
        /// Nothing more.
        Nothing = "nothing",
    }
}

mirror! {
    /// What the merchant wants, by their settings, on some news of Wawi.
    WawiWish as "Twint\\WawiWish" of wawi::WawiWish {
        /// All was shipped: take what is open.
        CaptureAll = "capture_all",
        /// A part was shipped: take what that comes to.
        CaptureDelivered = "capture_delivered",
        /// The order was cancelled: let go what is reserved.
        Release = "release",
        /// The same, and give back what was taken.
        Refund = "refund",
        /// The order was edited: see whether the money still fits.
        Compare = "compare",
        /// A cancellation was taken back: see whether the money is still there.
        Revive = "revive",
    }
}

mirror! {
    /// What to do on it.
    WawiAction as "Twint\\WawiAction" of wawi::WawiAction {
        /// Nothing yet: it is not known whether there is money.
        Wait = "wait",
        /// Take what is open, and close.
        CaptureAll = "capture_all",
        /// Take what was delivered and is not taken yet.
        CaptureDelivered = "capture_delivered",
        /// Cancel at TWINT.
        Cancel = "cancel",
        /// Give back what was taken.
        Refund = "refund",
        /// Nothing at all.
        Nothing = "nothing",
    }
}
