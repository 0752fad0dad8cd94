//! TWINT's operations, one file each: what is sent, and what the answer means.
//!
//! Field order is the schema's order; `m:` is the merchant namespace, `b:` the base namespace.

pub mod app_schemes;
mod cancel_check_in;
mod cancel_order;
mod certificate_validity;
mod check_system_status;
mod confirm_order;
mod enroll_cash_register;
mod find_order;
mod get_order;
mod monitor_fast_checkout_check_in;
mod monitor_order;
mod renew_certificate;
mod request_fast_checkout_check_in;
#[cfg(test)]
mod schema;
mod soap_request;
mod start_order;
mod types;

pub use cancel_check_in::CancelCheckIn;
pub use cancel_order::CancelOrder;
pub use certificate_validity::{CertificateValidity, GetCertificateValidity};
pub use check_system_status::CheckSystemStatus;
pub use confirm_order::ConfirmOrder;
pub use enroll_cash_register::EnrollCashRegister;
pub use find_order::{FindOrder, Search};
pub use get_order::GetOrder;
pub use monitor_fast_checkout_check_in::MonitorFastCheckoutCheckIn;
pub use monitor_order::MonitorOrder;
pub use renew_certificate::{RenewCertificate, RenewedCertificate};
pub use request_fast_checkout_check_in::RequestFastCheckoutCheckIn;
pub use soap_request::SoapRequest;
pub use start_order::{Reversal, StartOrder};
pub use types::MerchantInformation;
