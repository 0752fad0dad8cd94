//! The classes PHP sees.

mod app_scheme;
mod balance;
mod booking;
mod certificate;
mod check_in;
mod exchange;
mod merchant;
mod movement;
mod order;
mod order_status;
mod payment;
mod permitted;
mod phases;
mod prices;
mod quote;
mod wawi;
mod wawi_comparison;

pub(super) use check_in::{CheckInSeen, ShippingMethodObject};
pub(super) use merchant::MerchantObject;
pub(super) use order::OrderSeen;
pub(super) use payment::Payment;
pub(super) use quote::QuoteOutcome;
pub(super) use wawi_comparison::WawiComparison;

use super::native_class::NativeClass;
use crate::books::aftermath::Aftermath;
use crate::books::balance::Balance;
use crate::books::booking::Booking;
use crate::books::check_in::{CheckInStep, CheckInTransition};
use crate::books::movements::Movement;
use crate::books::next_step::Step;
use crate::books::order_status::OrderStatus;
use crate::books::permitted::Permitted;
use crate::books::phases::Transition;
use crate::books::prices::Prices;
use crate::books::wawi::step::WawiStep;
use crate::twint::exchange::last_exchange::Transcript;
use crate::twint::identity::Inspection;
use crate::twint::operations::app_schemes::AppScheme;
use crate::twint::operations::{CertificateValidity, RenewedCertificate};
use crate::twint::values::check_in::CheckIn;
use crate::twint::values::customer::Customer;
use crate::twint::values::order::Order;

/// Registers the result classes; called while PHP starts.
pub(super) fn register() -> ext_php_rs::error::Result<()> {
    Order::register()?;
    CheckIn::register()?;
    Customer::register()?;
    CheckInTransition::register()?;
    CheckInStep::register()?;
    Inspection::register()?;
    CertificateValidity::register()?;
    RenewedCertificate::register()?;
    AppScheme::register()?;
    Transition::register()?;
    Balance::register()?;
    Booking::register()?;
    Movement::register()?;
    Prices::register()?;
    Step::register()?;
    Aftermath::register()?;
    QuoteOutcome::register()?;
    Permitted::register()?;
    OrderStatus::register()?;
    Transcript::register()?;
    WawiStep::register()
}
