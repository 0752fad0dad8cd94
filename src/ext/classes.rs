//! The classes and enums PHP sees.

mod app_scheme;
mod certificate;
mod enums;
mod merchant;
mod money;
mod order;
mod payment;
mod phases;
mod wawi;

pub(super) use app_scheme::AppScheme;
pub(super) use certificate::{CertificateInfo, CertificateValidity, RenewedCertificate};
pub(super) use enums::{
    Action, Actor, Capture, Cause, Duty, EndWish, Environment, Event, Exact, Holding, OrderState,
    Phase, WawiAction, WawiWish,
};
pub(super) use merchant::{Merchant, read_passphrase, text};
pub(super) use money::{Exchange, Permitted, Quote};
pub(super) use order::{Order, OrderSeen};
pub(super) use payment::{Booking, Payment, Prices, sum};
pub(super) use phases::{Step, Transition};
pub(super) use wawi::WawiStep;

use super::native_class::NativeClass;

/// Registers the result classes.
pub(super) fn register() {
    Order::register();
    CertificateInfo::register();
    CertificateValidity::register();
    RenewedCertificate::register();
    AppScheme::register();
    Transition::register();
    Booking::register();
    Prices::register();
    Step::register();
    Quote::register();
    Permitted::register();
    Exchange::register();
    WawiStep::register();
}
