//! `Twint\WawiStep`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::Zval;

use super::WawiAction;
use crate::books::wawi;
use crate::ext::native_class::{NativeClass, Slot, Type};

static WAWI_STEP: Slot = Slot::new();

/// What to do, and why.
pub struct WawiStep(pub wawi::WawiStep);

impl NativeClass for WawiStep {
    const NAME: &'static str = "Twint\\WawiStep";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("action", Type::Class("Twint\\WawiAction")),
        ("finding", Type::String),
        ("needsAttention", Type::Bool),
        ("amount", Type::NullableString),
    ];

    fn slot() -> &'static Slot {
        &WAWI_STEP
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let step = self.0;
        Ok(vec![
            WawiAction::from(step.action).into_zval(false)?,
            <&str>::from(step.finding).into_zval(false)?,
            step.finding.needs_attention().into_zval(false)?,
            step.amount
                .map(|amount| amount.to_string())
                .into_zval(false)?,
        ])
    }
}
