//! What a payment means for the shop's order.

use std::time::Duration;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::books::attempts;
use crate::books::mails::OrderStanding;
use crate::books::order::{self, BuyersTurn, UnpaidOrder};
use crate::books::order_status::{self, OrderStatus};
use crate::books::pay_link::{self, NoLink};
use crate::books::phases::Phase;
use crate::books::prices;
use crate::books::reservation::{self, Reservation};
use crate::books::unpaid_order::{self, AbandonedOrder, GiveBack, UnbegunOrder};
use crate::ext::arguments;
use crate::ext::classes::Payment;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(is_shippable))
        .function(wrap_function!(is_withheld))
        .function(wrap_function!(order_status))
        .function(wrap_function!(after_unpaid))
        .function(wrap_function!(after_abandoned))
        .function(wrap_function!(after_unbegun))
        .function(wrap_function!(give_back))
        .function(wrap_function!(shown_attempt))
        .function(wrap_function!(is_payable))
        .function(wrap_function!(may_begin))
        .function(wrap_function!(buyers_turn))
        .function(wrap_function!(awaits_first))
        .function(wrap_function!(may_give_up))
        .function(wrap_function!(is_given_up))
        .function(wrap_function!(why_no_link))
        .function(wrap_function!(reservation_shown))
}

/// Whether Wawi may fetch the order.
#[php_function]
#[php(name = "Twint\\is_shippable")]
fn is_shippable(payment: &Payment, releasesReserved: bool) -> bool {
    order::is_shippable(payment.inner(), releasesReserved)
}

/// Whether the order is withheld from Wawi.
#[php_function]
#[php(name = "Twint\\is_withheld")]
fn is_withheld(payment: &Payment, isReplaced: bool) -> bool {
    order::is_withheld(payment.inner(), isReplaced)
}

/// What the shop's order shows of its payment.
#[php_function]
#[php(name = "Twint\\order_status")]
fn order_status(
    payment: &Payment,
    orderTotal: Option<BinarySlice<u8>>,
    standing: OrderStanding,
    isDated: bool,
    isShown: bool,
) -> Result<OrderStatus> {
    let total = orderTotal
        .map(|total| arguments::parsed("orderTotal", &total))
        .transpose()?;
    let payment = payment.inner();
    Ok(order_status::order_status(
        payment, total, standing, isDated, isShown,
    ))
}

/// The attempt that the order shows.
#[php_function]
#[php(name = "Twint\\shown_attempt")]
fn shown_attempt(phases: Vec<Phase>) -> Option<i64> {
    attempts::shown_attempt(&phases).and_then(|index| i64::try_from(index).ok())
}

/// What happens to an order whose payment ended without money.
#[php_function]
#[php(name = "Twint\\after_unpaid")]
fn after_unpaid(
    payment: &Payment,
    standing: OrderStanding,
    isHeld: bool,
    secondsHeldAgain: Option<i64>,
    isReplaced: bool,
) -> UnpaidOrder {
    let held_again = secondsHeldAgain
        .map(|seconds| Duration::from_secs(u64::try_from(seconds).unwrap_or_default()));
    order::after_unpaid(payment.inner(), standing, isHeld, held_again, isReplaced)
}

/// What happens to an order whose last attempt ended long ago.
#[php_function]
#[php(name = "Twint\\after_abandoned")]
fn after_abandoned(
    standing: OrderStanding,
    isHeld: bool,
    movedLast: bool,
    wasLeft: bool,
    unpaid: UnpaidOrder,
) -> AbandonedOrder {
    unpaid_order::abandoned(standing, isHeld, movedLast, wasLeft, unpaid)
}

/// What happens to an order of which no payment was ever begun.
#[php_function]
#[php(name = "Twint\\after_unbegun")]
fn after_unbegun(standing: OrderStanding, isHeld: bool, hasAttempt: bool) -> UnbegunOrder {
    unpaid_order::unbegun(standing, isHeld, hasAttempt)
}

/// Whether what a cancelled order took is given back.
#[php_function]
#[php(name = "Twint\\give_back")]
fn give_back(
    standing: OrderStanding,
    isCancelling: bool,
    wasGivenBack: bool,
    isReplaced: bool,
) -> GiveBack {
    unpaid_order::give_back(standing, isCancelling, wasGivenBack, isReplaced)
}

/// Whether an order can be paid with TWINT.
#[php_function]
#[php(name = "Twint\\is_payable")]
fn is_payable(total: BinarySlice<u8>, currency: BinarySlice<u8>) -> Result<bool> {
    let total = arguments::decimal("total", &total)?;
    let currency = arguments::text("currency", &currency)?;
    Ok(prices::is_payable(total, currency))
}

/// Whether another attempt to pay the order may begin.
#[php_function]
#[php(name = "Twint\\may_begin")]
fn may_begin(phases: Vec<Phase>, standing: OrderStanding, isPayable: bool) -> bool {
    attempts::may_begin(&phases, standing, isPayable)
}

/// What the buyer can do to pay an order now.
#[php_function]
#[php(name = "Twint\\buyers_turn")]
fn buyers_turn(
    shown: Option<Phase>,
    standing: OrderStanding,
    awaitsFirst: bool,
    isEnding: bool,
) -> BuyersTurn {
    order::buyers_turn(shown, standing, awaitsFirst, isEnding)
}

/// Whether an order without an attempt may have its first.
#[php_function]
#[php(name = "Twint\\awaits_first")]
fn awaits_first(standing: OrderStanding, isHeld: bool, isOurs: bool, isDated: bool) -> bool {
    order::awaits_first(standing, isHeld, isOurs, isDated)
}

/// Whether the buyer may end the order now to pay another way.
#[php_function]
#[php(name = "Twint\\may_give_up")]
fn may_give_up(turn: BuyersTurn, isHeld: bool) -> bool {
    order::may_give_up(turn, isHeld)
}

/// Whether an order with attempts is over and unpaid.
#[php_function]
#[php(name = "Twint\\is_given_up")]
fn is_given_up(standing: OrderStanding, shown: Option<Phase>) -> bool {
    order::is_given_up(standing, shown)
}

/// Why the buyer of an order is not sent the link that pays it.
#[php_function]
#[php(name = "Twint\\why_no_link")]
fn why_no_link(
    standing: OrderStanding,
    shown: Option<Phase>,
    turn: BuyersTurn,
    isOurs: bool,
    isPayable: bool,
    lives: bool,
) -> Option<NoLink> {
    pay_link::why_no_link(standing, shown, turn, isOurs, isPayable, lives)
}

/// What of a payment the buyer is told to be reserved.
#[php_function]
#[php(name = "Twint\\reservation_shown")]
fn reservation_shown(payment: &Payment) -> Option<Reservation> {
    reservation::shown(payment.inner())
}
