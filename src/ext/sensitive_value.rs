//! Private texts in results, as PHP's own `SensitiveParameterValue`: only `getValue()` tells them, and no dump, trace or export does.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::error::{Error, Result};
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::ClassEntry;

use super::zend;

/// PHP's name for the class; it has it since 8.2.
const CLASS: &str = "SensitiveParameterValue";

/// A text that PHP gets inside a `SensitiveParameterValue`.
pub(super) struct SensitiveValue<'a>(pub(super) &'a str);

impl IntoZval for SensitiveValue<'_> {
    const TYPE: DataType = DataType::object(CLASS);
    const NULLABLE: bool = false;

    fn set_zval(self, zval: &mut Zval, persistent: bool) -> Result<()> {
        let class = ClassEntry::try_find(CLASS).ok_or(Error::InvalidScope)?;
        let mut object: ZBox<ZendObject> = class.new();
        zend::update_property(class, &mut object, "value", self.0.into_zval(false)?);
        object.set_zval(zval, persistent)
    }
}
