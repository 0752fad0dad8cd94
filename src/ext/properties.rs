//! Properties of PHP's classes as tables: name, type, value and documentation stand together.

use ext_php_rs::convert::IntoZval;
use ext_php_rs::ffi::{
    _ZEND_TYPE_NAME_BIT, _ZEND_TYPE_NULLABLE_BIT, IS_ARRAY, IS_LONG, IS_STRING, MAY_BE_BOOL,
};
use ext_php_rs::flags::DataType;
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::ClassEntry;
use strum::VariantArray;

use super::documentation::{comment, enumerated};
use super::zend::{self, PropertyType};

/// PHP's type for a type of ours; the compiler refuses one that no property has.
pub(super) const fn php_type<T: IntoZval>() -> PropertyType {
    let (bits, class) = match T::TYPE {
        DataType::String => (1 << IS_STRING, None),
        DataType::Bool => (MAY_BE_BOOL, None),
        DataType::Long => (1 << IS_LONG, None),
        DataType::Array => (1 << IS_ARRAY, None),
        DataType::Object(_) => (_ZEND_TYPE_NAME_BIT, T::TYPE.class_name()),
        _ => panic!("properties are texts, truth values, whole numbers, arrays or objects"),
    };
    let null = if T::NULLABLE {
        _ZEND_TYPE_NULLABLE_BIT
    } else {
        0
    };
    PropertyType {
        bits: bits | null,
        class,
    }
}

/// A property that PHP sees of a `T`.
pub(super) struct Property<T: 'static> {
    pub(super) name: &'static str,
    pub(super) php_type: PropertyType,
    pub(super) documentation: &'static str,
    /// The words it may hold, where it holds one of a list.
    pub(super) words: Option<fn() -> Vec<&'static str>>,
    pub(super) value: fn(&T) -> ext_php_rs::error::Result<Zval>,
}

impl<T> Property<T> {
    /// Declares it read-only.
    pub(super) fn declare_read_only(&self, class: &mut ClassEntry) {
        zend::declare_property(class, self.name, self.php_type, None, &self.comment());
    }

    /// Declares it so that PHP code may set it, as exceptions have it; until then it is null or, where it cannot be, false.
    pub(super) fn declare_writable(&self, class: &mut ClassEntry) {
        let mut nothing = Zval::null();
        if self.php_type.bits & _ZEND_TYPE_NULLABLE_BIT == 0 {
            nothing.set_bool(false);
        }
        let comment = self.comment();
        zend::declare_property(class, self.name, self.php_type, Some(nothing), &comment);
    }

    /// Sets it on an object of the class.
    pub(super) fn set(
        &self,
        class: &ClassEntry,
        object: &mut ZendObject,
        whole: &T,
    ) -> ext_php_rs::error::Result<()> {
        zend::update_property(class, object, self.name, (self.value)(whole)?);
        Ok(())
    }

    fn comment(&self) -> String {
        let text = self.documentation.trim();
        match self.words {
            None => comment(text),
            Some(words) => comment(&format!("{text} {}.", enumerated(&words()))),
        }
    }
}

/// The words of an enum, in the order of its cases.
pub(super) fn words<T: VariantArray + Copy + Into<&'static str>>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|case| (*case).into()).collect()
}

/// A table of properties: `value: Type;` names a reference to what has them, and each property is its documentation and then
/// `name: type = expression;` with that reference. `#[words(Enum)]` adds the words of an enum to the documentation.
macro_rules! properties {
    ($this:ident: $whole:ty; $(
        $(#[doc = $line:literal])+
        $(#[words($words:ty)])?
        $name:ident: $type:ty = $value:expr;
    )+) => {
        &[$($crate::ext::properties::Property {
            name: stringify!($name),
            php_type: $crate::ext::properties::php_type::<$type>(),
            documentation: concat!($($line, "\n"),+),
            words: $crate::ext::properties::properties!(@words $($words)?),
            value: |$this: &$whole| {
                let value: $type = $value;
                ::ext_php_rs::convert::IntoZval::into_zval(value, false)
            },
        }),+]
    };
    (@words) => { None };
    (@words $words:ty) => { Some($crate::ext::properties::words::<$words>) };
}

pub(super) use properties;
