//! What TWINT knows of a merchant: the cash register, whether TWINT works for them, the apps their buyers pay with.

use ext_php_rs::prelude::*;

use super::result::Result;
use crate::ext::classes::MerchantObject;
use crate::twint::flow;
use crate::twint::operations::app_schemes::AppScheme;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(enroll))
        .function(wrap_function!(system_status))
        .function(wrap_function!(app_schemes))
}

/// Makes the cash register known to TWINT.
#[php_function]
#[php(name = "Twint\\enroll")]
fn enroll(merchant: &MerchantObject) -> Result<()> {
    flow::enroll(merchant.inner())
}

/// Whether TWINT works for this merchant.
#[php_function]
#[php(name = "Twint\\system_status")]
fn system_status(merchant: &MerchantObject) -> Result<bool> {
    flow::system_status(merchant.inner())
}

/// The bank apps that open a TWINT payment on iOS.
#[php_function]
#[php(name = "Twint\\app_schemes")]
fn app_schemes(merchant: &MerchantObject) -> Result<Vec<AppScheme>> {
    flow::app_schemes(merchant.inner())
}
