//! The enums PHP sees. Their cases, words and documentation stand in the other wings, beside the Rust enum.

use super::native_enum::{NativeEnum, native_enum};
use crate::books::calls::EntryRefusal;
use crate::books::check_in::{CheckInAction, CheckInCancelReason, CheckInEvent, CheckInPhase};
use crate::books::denial::DenialRefusal;
use crate::books::ending::CancelIntent;
use crate::books::holding::Holding;
use crate::books::mails::{Mail, OrderStanding};
use crate::books::movements::MovementKind;
use crate::books::next_step::{Action, EndWish};
use crate::books::operation::{Inquiry, OperationKind, OperationState};
use crate::books::order::{BuyersTurn, UnpaidOrder};
use crate::books::pay_link::NoLink;
use crate::books::phases::{Actor, Duty, Event, Phase};
use crate::books::reconciliation::ReconciliationFinding;
use crate::books::reservation::Reservation;
use crate::books::resumption::Resumption;
use crate::books::unpaid_order::{AbandonedOrder, GiveBack, UnbegunOrder};
use crate::books::wawi::after_call::{AfterCall, CallOutcome};
use crate::books::wawi::earlier_try::EarlierTry;
use crate::books::wawi::news::WawiNews;
use crate::books::wawi::step::WawiAction;
use crate::books::wawi::wish::{CancellationRule, PartShipmentRule, WawiWish};
use crate::twint::error::CauseWord;
use crate::twint::merchant::Environment;
use crate::twint::values::check_in::CheckInState;
use crate::twint::values::order::{Capture, OrderState};
use crate::twint::values::scope::Scope;

macro_rules! enums {
    ($($php_name:literal: $type:ty;)+) => {
        $(native_enum!($php_name, $type);)+

        /// Registers them; called while PHP starts.
        pub(super) fn register() -> ext_php_rs::error::Result<()> {
            $(<$type>::register()?;)+
            Ok(())
        }
    };
}

enums! {
    "Twint\\Environment": Environment;
    "Twint\\Capture": Capture;
    "Twint\\OrderState": OrderState;
    "Twint\\Holding": Holding;
    "Twint\\Cause": CauseWord;
    "Twint\\Phase": Phase;
    "Twint\\Event": Event;
    "Twint\\Actor": Actor;
    "Twint\\Duty": Duty;
    "Twint\\OrderStanding": OrderStanding;
    "Twint\\UnpaidOrder": UnpaidOrder;
    "Twint\\AbandonedOrder": AbandonedOrder;
    "Twint\\UnbegunOrder": UnbegunOrder;
    "Twint\\GiveBack": GiveBack;
    "Twint\\BuyersTurn": BuyersTurn;
    "Twint\\NoLink": NoLink;
    "Twint\\Reservation": Reservation;
    "Twint\\MovementKind": MovementKind;
    "Twint\\Mail": Mail;
    "Twint\\EndWish": EndWish;
    "Twint\\Action": Action;
    "Twint\\Resumption": Resumption;
    "Twint\\CancelIntent": CancelIntent;
    "Twint\\OperationKind": OperationKind;
    "Twint\\OperationState": OperationState;
    "Twint\\Inquiry": Inquiry;
    "Twint\\DenialRefusal": DenialRefusal;
    "Twint\\EntryRefusal": EntryRefusal;
    "Twint\\ReconciliationFinding": ReconciliationFinding;
    "Twint\\WawiNews": WawiNews;
    "Twint\\EarlierTry": EarlierTry;
    "Twint\\CallOutcome": CallOutcome;
    "Twint\\AfterCall": AfterCall;
    "Twint\\PartShipmentRule": PartShipmentRule;
    "Twint\\CancellationRule": CancellationRule;
    "Twint\\Scope": Scope;
    "Twint\\CheckInState": CheckInState;
    "Twint\\CheckInPhase": CheckInPhase;
    "Twint\\CheckInEvent": CheckInEvent;
    "Twint\\CheckInAction": CheckInAction;
    "Twint\\CheckInCancelReason": CheckInCancelReason;
    "Twint\\WawiWish": WawiWish;
    "Twint\\WawiAction": WawiAction;
}
