//! A merchant's certificate: how long it is valid, the next one, and what a file holds.

use std::time::SystemTime;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::prelude::*;

use super::result::Result;
use crate::ext::arguments;
use crate::ext::classes::MerchantObject;
use crate::twint::flow;
use crate::twint::identity::{self, Inspection};
use crate::twint::operations::{CertificateValidity, RenewedCertificate};

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(certificate_validity))
        .function(wrap_function!(renew_certificate))
        .function(wrap_function!(inspect_certificate))
}

/// Until when TWINT holds the certificate valid, and whether it may be renewed.
#[php_function]
#[php(name = "Twint\\certificate_validity")]
fn certificate_validity(merchant: &MerchantObject) -> Result<CertificateValidity> {
    flow::certificate_validity(merchant.inner())
}

/// Orders the next certificate.
#[php_function]
#[php(name = "Twint\\renew_certificate")]
fn renew_certificate(
    merchant: &MerchantObject,
    newPassphrase: BinarySlice<u8>,
) -> Result<RenewedCertificate> {
    let passphrase = arguments::passphrase("newPassphrase", &newPassphrase)?;
    flow::renew_certificate(merchant.inner(), &passphrase)
}

/// Looks into a certificate without any call.
#[php_function]
#[php(name = "Twint\\inspect_certificate")]
fn inspect_certificate(
    certificate: BinarySlice<u8>,
    passphrase: BinarySlice<u8>,
) -> Result<Inspection> {
    let passphrase = arguments::passphrase("passphrase", &passphrase)?;
    let now = SystemTime::now();
    Ok(identity::inspect(&certificate, &passphrase, now))
}
