//! A stateful TWINT on loopback, with a phone. Written from the protocol and the schemas, not from any client's code.
//!
//! ```no_run
//! use twint_simulator::{Failure, MerchantCertificate, Simulator, What, When};
//!
//! let sim = Simulator::start();
//! let certificate = sim.certificate(MerchantCertificate::Valid);
//! // … a client starts an order at sim.endpoint(), trusting sim.ca_pem() …
//! sim.approve("52321").unwrap();
//! sim.fail(Failure::always(What::ResetAfterProcessing).of("ConfirmOrder").when(When::Nth(1)));
//! ```

mod answers;
mod api_version;
mod app_schemes;
mod app_schemes_server;
mod call_log;
mod certificates;
mod check_in_quirks;
mod check_in_service;
mod check_ins;
mod clock;
mod colliding_reversal;
mod control_api;
mod dice;
mod envelope;
mod failures;
mod faults;
mod gate;
mod grammar;
mod http1;
mod keys;
mod money;
mod order_book;
mod orders;
mod payment_page;
mod phone;
mod qr;
mod quirk_catalogue;
mod quirks;
mod revocation;
mod service;
mod settings;
mod shared;
mod simple_types;
mod simulator;
mod soap_server;
mod tls;
mod validation;
mod views;
mod wire;
mod xml_tree;

pub use api_version::ApiVersion;
pub use call_log::{Call, Counters};
pub use certificates::{ClientCertificate, MerchantCertificate};
pub use check_in_quirks::{
    CancelWhenOver, CheckInQuirks, ExpressAmount, ExpressOrder, Scanned, SecondOrder,
    UnknownPairing, WithoutTwintId,
};
pub use check_ins::{Approval, CheckInView, Shipping};
pub use failures::{Failure, FailureId, FailureView, What, When};
pub use money::Rappen;
pub use orders::{Actor, Kind, Step};
pub use phone::PhoneError;
pub use quirk_catalogue::Quirk;
pub use quirks::{
    AmountForm, AmountsWhenPartial, CancelAfterCapture, ClosedWithRest, CollidingReversal,
    ConfirmFault, EmptyForm, FailureReason, HowOften, Moment, OptionalElement, OverRefund,
    PairingStatus, PartialCaptureFault, PartialCaptures, PartialConfirmation, Quirks,
    ReversalAnswer, UNKNOWN_REASON, UNKNOWN_STATUS,
};
pub use settings::{CertificateValidity, ServerCertificate, Settings, TlsRange};
pub use simulator::{Builder, Simulator};
pub use views::{BookLine, Books, OrderView};
