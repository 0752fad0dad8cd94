//! The operations of TWINT's service that we call, and what may be done when an answer is lost.

use strum::{IntoStaticStr, VariantArray};

/// An operation. [`Operation::VARIANTS`] lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
pub enum Operation {
    /// Makes a cash register known.
    EnrollCashRegister,
    /// Asks whether TWINT works for this merchant.
    CheckSystemStatus,
    /// Starts a payment.
    StartOrder,
    /// Starts a refund: `StartOrder` with type `REVERSAL`.
    #[strum(serialize = "StartOrder")]
    Reversal,
    /// Asks how an order stands.
    MonitorOrder,
    /// Takes the money of an approved order.
    ConfirmOrder,
    /// Ends an order that was not confirmed.
    CancelOrder,
    /// Reads one order.
    GetOrder,
    /// Searches orders.
    FindOrder,
    /// Asks until when the certificate is valid.
    GetCertificateValidity,
    /// Orders the next certificate (`PKCS#12`), which TWINT hands out once.
    RenewCertificate,
    /// Starts a check-in.
    RequestFastCheckoutCheckIn,
    /// Asks how a check-in stands.
    MonitorFastCheckoutCheckIn,
    /// Ends a check-in.
    CancelCheckIn,
    /// Reads the list of bank apps; not SOAP.
    AppSchemes,
}

/// What may be done after an answer was lost, when nobody knows whether TWINT did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterLoss {
    /// It changes nothing, or nothing new, at TWINT: ask again.
    Repeat,
    /// Read the order or the check-in first and decide by its state.
    Reread,
    /// Never send it again; look it up by its reference.
    Find,
    /// Never send it again, and nothing can look it up.
    GiveUp,
}

impl Operation {
    /// TWINT's name for the operation: the SOAP action, and what the names of its request and response elements begin with.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What may be done when its answer is lost.
    pub fn after_loss(self) -> AfterLoss {
        match self {
            Self::EnrollCashRegister
            | Self::CheckSystemStatus
            | Self::MonitorOrder
            | Self::GetOrder
            | Self::FindOrder
            | Self::GetCertificateValidity
            | Self::MonitorFastCheckoutCheckIn
            | Self::AppSchemes => AfterLoss::Repeat,
            Self::ConfirmOrder | Self::CancelOrder | Self::CancelCheckIn => AfterLoss::Reread,
            Self::StartOrder | Self::Reversal => AfterLoss::Find,
            Self::RenewCertificate | Self::RequestFastCheckoutCheckIn => AfterLoss::GiveUp,
        }
    }

    /// Whether repeating the operation can do no harm.
    pub fn is_harmless(self) -> bool {
        self.after_loss() == AfterLoss::Repeat
    }
}
