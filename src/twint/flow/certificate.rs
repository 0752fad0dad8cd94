//! Asks until when the merchant's certificate is valid, and renews it.

use crate::twint::error::Error;
use crate::twint::exchange::exchange;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::merchant::Merchant;
use crate::twint::operations::{
    CertificateValidity, GetCertificateValidity, RenewCertificate, RenewedCertificate,
};
use crate::twint::values::passphrase::Passphrase;

/// Asks TWINT until when the certificate is valid and whether it may be renewed.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::Unavailable`] if TWINT did not answer; the same call may be made again.
pub fn certificate_validity(merchant: &Merchant) -> Result<CertificateValidity, Error> {
    exchange(
        merchant,
        &GetCertificateValidity {
            store: merchant.store(),
        },
    )
}

/// Asks TWINT for a new certificate, which opens with `new_passphrase`. The present certificate keeps working.
///
/// The request is sent once, and a lost answer cannot be looked up: the caller saves the new certificate before doing anything else.
///
/// # Errors
/// [`crate::twint::error::ErrorKind::Certificate`] if the passphrase has a NUL character or TWINT refuses the renewal;
/// [`crate::twint::error::ErrorKind::InvalidArgument`] if the passphrase is empty or has another control character;
/// [`crate::twint::error::ErrorKind::OutcomeUnknown`] if the answer was lost.
pub fn renew_certificate(
    merchant: &Merchant,
    new_passphrase: &Passphrase,
) -> Result<RenewedCertificate, Error> {
    if new_passphrase.has_nul() {
        return Err(CertificateProblem::NulInPassphrase.into());
    }
    if new_passphrase.expose().is_empty() {
        return Err(Error::invalid("newPassphrase", "is empty"));
    }
    if new_passphrase.expose().contains(char::is_control) {
        let why = "contains a control character, which nobody can type";
        return Err(Error::invalid("newPassphrase", why));
    }
    exchange(
        merchant,
        &RenewCertificate::new(merchant.store(), new_passphrase),
    )
}
