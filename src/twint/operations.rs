//! TWINT's operations, one file each: what is sent, and what the answer means.
//!
//! Field order is the schema's order; `m:` is the merchant namespace, `b:` the base namespace.

pub mod app_schemes;
mod cancel_order;
mod certificate_validity;
mod check_system_status;
mod confirm_order;
mod enroll_cash_register;
mod find_order;
mod get_order;
mod monitor_order;
mod renew_certificate;
#[cfg(test)]
mod schema;
mod start_order;
mod types;

pub use cancel_order::CancelOrder;
pub use certificate_validity::{CertificateValidity, GetCertificateValidity};
pub use check_system_status::CheckSystemStatus;
pub use confirm_order::ConfirmOrder;
pub use enroll_cash_register::EnrollCashRegister;
pub use find_order::{FindOrder, Search};
pub use get_order::GetOrder;
pub use monitor_order::MonitorOrder;
pub use renew_certificate::{RenewCertificate, RenewedCertificate};
pub use start_order::{Reversal, StartOrder};
pub use types::MerchantInformation;

use serde::Serialize;

use crate::twint::soap::{Element, ReadError};
use crate::twint::values::operation::Operation;

/// A request and the reading of its answer.
pub trait Request: Serialize {
    /// What the answer means.
    type Answer;

    /// Which operation it is.
    const OPERATION: Operation;

    /// What of it must not come back in an error, should TWINT repeat it.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Reads the response element.
    fn read(&self, response: &Element) -> Result<Self::Answer, ReadError>;
}
