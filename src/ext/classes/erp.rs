//! `Twint\ErpStep`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::Zval;

use super::ErpAction;
use crate::core::payment::erp;
use crate::ext::native_class::{NativeClass, Slot, Type};

static ERP_STEP: Slot = Slot::new();

/// What to do, and why.
pub struct ErpStep(pub erp::ErpStep);

impl NativeClass for ErpStep {
    const NAME: &'static str = "Twint\\ErpStep";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("action", Type::Class("Twint\\ErpAction")),
        ("finding", Type::String),
        ("needsAttention", Type::Bool),
        ("amount", Type::NullableString),
    ];

    fn slot() -> &'static Slot {
        &ERP_STEP
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let step = self.0;
        Ok(vec![
            ErpAction::from(step.action).into_zval(false)?,
            step.finding.word().into_zval(false)?,
            step.finding.needs_attention().into_zval(false)?,
            step.amount
                .map(|amount| amount.to_string())
                .into_zval(false)?,
        ])
    }
}
