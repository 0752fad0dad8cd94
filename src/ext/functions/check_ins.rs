//! Check-ins: the buyer's phone hands address and choice of shipping to the shop.

use std::time::Duration;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::check_in::{
    self, CHECK_IN_TRANSITIONS, CheckInEvent, CheckInPhase, CheckInStanding, CheckInStep,
    CheckInTransition, Stage,
};
use crate::books::phases::Phase;
use crate::ext::arguments;
use crate::ext::classes::{CheckInSeen, MerchantObject, ShippingMethodObject};
use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::flow;
use crate::twint::values::check_in::{CheckIn, CheckInRequest};
use crate::twint::values::identifiers::PairingUuid;
use crate::twint::values::scope::{Scope, Scopes};
use crate::twint::values::shipping::ShippingMethods;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(checkin_start))
        .function(wrap_function!(checkin_poll))
        .function(wrap_function!(checkin_cancel))
        .function(wrap_function!(checkin_step))
        .function(wrap_function!(checkin_transition))
        .function(wrap_function!(checkin_transitions))
}

/// Starts a check-in.
#[php_function]
#[php(name = "Twint\\checkin_start")]
fn checkin_start(
    merchant: &MerchantObject,
    net: BinarySlice<u8>,
    scopes: Vec<Scope>,
    shippingMethods: Vec<&ShippingMethodObject>,
) -> Result<CheckIn> {
    let request = CheckInRequest {
        net: arguments::parsed("net", &net)?,
        scopes: Scopes::new(scopes).map_err(|why| Error::invalid("scopes", why))?,
        shipping: together(&shippingMethods)?,
    };
    flow::check_in_start(merchant.inner(), &request)
}

/// Asks how a check-in stands.
#[php_function]
#[php(name = "Twint\\checkin_poll")]
fn checkin_poll(merchant: &MerchantObject, pairingUuid: BinarySlice<u8>) -> Result<CheckIn> {
    let pairing = arguments::parsed("pairingUuid", &pairingUuid)?;
    flow::check_in_poll(merchant.inner(), pairing)
}

/// Ends a check-in.
#[php_function]
#[php(name = "Twint\\checkin_cancel")]
fn checkin_cancel(merchant: &MerchantObject, pairingUuid: BinarySlice<u8>) -> Result<CheckIn> {
    let pairing = arguments::parsed("pairingUuid", &pairingUuid)?;
    flow::check_in_cancel(merchant.inner(), pairing)
}

/// What to do with a check-in.
#[allow(clippy::too_many_arguments)] // PHP calls it with named arguments
#[php_function]
#[php(
    name = "Twint\\checkin_step",
    optional = "seen",
    defaults(endWished = false, orderAtTwint = false)
)]
fn checkin_step(
    checkInPhase: CheckInPhase,
    pairingUuid: Option<BinarySlice<u8>>,
    net: BinarySlice<u8>,
    shippingMethods: Vec<&ShippingMethodObject>,
    ageSeconds: i64,
    seen: Option<CheckInSeen>,
    endWished: bool,
    chosen: Option<BinarySlice<u8>>,
    paymentPhase: Option<Phase>,
    orderAtTwint: bool,
) -> Result<CheckInStep> {
    let offered = together(&shippingMethods)?;
    let chosen = chosen.as_ref().map(|id| arguments::text("chosen", id));
    let pairing = pairingUuid.map(|uuid| arguments::parsed::<PairingUuid>("pairingUuid", &uuid));
    let is_offered = pairing.transpose()?.is_some();
    let chosen = chosen.transpose()?;
    let stage = match checkInPhase {
        CheckInPhase::Waiting => Stage::Waiting { is_offered },
        CheckInPhase::DataReceived => Stage::DataReceived { chosen },
        CheckInPhase::OrderStarted => Stage::OrderStarted {
            payment: paymentPhase.ok_or_else(|| {
                Error::invalid("paymentPhase", "is missing though the order was started")
            })?,
            is_at_twint: orderAtTwint,
        },
        CheckInPhase::Over => Stage::Over,
    };
    let standing = CheckInStanding {
        stage,
        net: arguments::parsed("net", &net)?,
        offered: &offered,
        age: Duration::from_secs(ageSeconds.try_into().unwrap_or_default()),
    };
    let seen = seen.as_ref().map(CheckInSeen::seen);
    Ok(check_in::check_in_step(&standing, seen, endWished))
}

/// Which phase an event leads to.
#[php_function]
#[php(name = "Twint\\checkin_transition")]
fn checkin_transition(
    checkInPhase: CheckInPhase,
    checkInEvent: CheckInEvent,
) -> Result<CheckInTransition> {
    let edge = check_in::check_in_transition(checkInPhase, checkInEvent).copied();
    edge.map_err(|none| Error::new(ErrorKind::StateConflict, Cause::Books(none.to_string())))
}

/// The whole table.
#[php_function]
#[php(name = "Twint\\checkin_transitions")]
fn checkin_transitions() -> Vec<CheckInTransition> {
    CHECK_IN_TRANSITIONS.to_vec()
}

fn together(methods: &[&ShippingMethodObject]) -> Result<ShippingMethods> {
    let methods = methods.iter().map(|method| method.inner().clone());
    ShippingMethods::new(methods.collect()).map_err(|why| Error::invalid("shippingMethods", why))
}
