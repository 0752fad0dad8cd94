//! `Twint\AppScheme`.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::Zval;

use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::twint::operations::app_schemes;

static SLOT: Slot = Slot::new();

/// A bank's app on iOS, for PHP.
pub struct AppScheme(pub app_schemes::AppScheme);

impl NativeClass for AppScheme {
    const NAME: &'static str = "Twint\\AppScheme";
    const PROPERTIES: &'static [(&'static str, Type)] =
        &[("scheme", Type::String), ("name", Type::String)];

    fn slot() -> &'static Slot {
        &SLOT
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        Ok(vec![
            self.0.scheme.into_zval(false)?,
            self.0.name.into_zval(false)?,
        ])
    }
}
