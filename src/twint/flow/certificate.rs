//! Keeps the certificate fresh.

use crate::twint::error::Error;
use crate::twint::exchange::exchange;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::merchant::Merchant;
use crate::twint::operations::{
    CertificateValidity, GetCertificateValidity, RenewCertificate, RenewedCertificate,
};
use crate::twint::values::passphrase::Passphrase;

/// Asks TWINT until when the certificate is valid and whether it may be renewed.
pub fn certificate_validity(merchant: &Merchant) -> Result<CertificateValidity, Error> {
    exchange(
        merchant,
        &GetCertificateValidity {
            store: merchant.store(),
        },
    )
}

/// Orders the next certificate, which opens with `new_passphrase`; the present one keeps working.
///
/// It is sent once, and a lost answer cannot be looked up: save what comes back before anything else.
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
