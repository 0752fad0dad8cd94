//! TWINT's records beside the merchant's books.

use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::books::holding::Holding;
use crate::books::operation::OperationState;
use crate::books::phases::Phase;
use crate::books::reconciliation::{self, ReconciliationFinding};
use crate::ext::rows;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(payment_holding))
        .function(wrap_function!(refund_holding))
        .function(wrap_function!(reconcile))
        .function(wrap_function!(is_alarming))
}

/// What the books say is held of a payment.
#[php_function]
#[php(name = "Twint\\payment_holding")]
fn payment_holding(phase: Phase) -> Holding {
    reconciliation::payment_holding(phase)
}

/// What the books say was moved by a refund.
#[php_function]
#[php(name = "Twint\\refund_holding")]
fn refund_holding(state: OperationState) -> Holding {
    reconciliation::refund_holding(state)
}

/// What two sides of a payment or a refund amount to.
#[php_function]
#[php(name = "Twint\\reconcile")]
fn reconcile(
    there: Option<&ZendHashTable>,
    here: Option<&ZendHashTable>,
) -> Result<Option<ReconciliationFinding>> {
    let there = there
        .map(|there| rows::record(there, "there"))
        .transpose()?;
    let here = here.map(|here| rows::record(here, "here")).transpose()?;
    Ok(reconciliation::reconcile(there.as_ref(), here.as_ref()))
}

/// Whether the merchant's books may be wrong.
#[php_function]
#[php(name = "Twint\\is_alarming")]
fn is_alarming(finding: ReconciliationFinding) -> bool {
    finding.is_alarming()
}
