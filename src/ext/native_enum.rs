//! Enums of the other wings as PHP's backed enums: cases, words and documentation are the Rust enum's own.

use std::fmt::Debug;
use std::ptr;
use std::sync::OnceLock;

use ext_php_rs::builders::EnumBuilder;
use ext_php_rs::enum_::{Discriminant, EnumCase};
use ext_php_rs::types::Zval;
use strum::{EnumMessage, VariantArray};

use super::documentation::comment;
use super::slot::Slot;
use super::zend;

/// What PHP holds of an enum.
pub(super) struct EnumSlot {
    class: Slot,
    /// In the order of the Rust enum's cases.
    cases: OnceLock<Vec<EnumCase>>,
}

impl EnumSlot {
    /// Empty until PHP registers the enum.
    pub(super) const fn new() -> Self {
        Self {
            class: Slot::new(),
            cases: OnceLock::new(),
        }
    }
}

/// A Rust enum that PHP sees as a backed enum.
pub(super) trait NativeEnum:
    Copy + Debug + EnumMessage + Into<&'static str> + PartialEq + VariantArray
{
    /// Its name with namespace.
    const NAME: &'static str;

    /// Where PHP's enum is kept.
    fn slot() -> &'static EnumSlot;

    /// What PHP calls the cases, and their words.
    fn cases() -> &'static [EnumCase] {
        Self::slot().cases.get_or_init(|| {
            Self::VARIANTS
                .iter()
                .map(|case| EnumCase {
                    // The derived form of a case without fields is its name; the stub's test would see another.
                    name: format!("{case:?}").leak(),
                    discriminant: Some(Discriminant::String((*case).into())),
                    docs: &[],
                })
                .collect()
        })
    }

    /// Registers the enum; called while PHP starts.
    fn register() -> ext_php_rs::error::Result<()> {
        let empty = EnumBuilder::new(Self::NAME);
        Self::cases()
            .iter()
            .fold(empty, EnumBuilder::case)
            .registration(|class, arguments| {
                for (case, php_case) in Self::VARIANTS.iter().zip(Self::cases()) {
                    if let Some(text) = case.get_documentation() {
                        zend::document_constant(class, php_case.name, &comment(text));
                    }
                }
                Self::slot().class.set(class, arguments);
            })
            .register()
    }

    /// Reads a case of this very enum; ext-php-rs itself would take one of any other enum that has the same name.
    fn read(zval: &Zval) -> Option<Self> {
        let object = zval.object()?;
        if !ptr::eq(object.ce, Self::slot().class.class()) {
            return None;
        }
        let word = zend::read_text(object, "value")?;
        let mut cases = Self::VARIANTS.iter().copied();
        cases.find(|case| Into::<&str>::into(*case) == word)
    }

    /// Writes PHP's own object of this case.
    fn write(self, zval: &mut Zval) {
        let index = Self::VARIANTS.iter().position(|case| *case == self);
        let case = index.and_then(|index| Self::cases().get(index));
        let case = case.expect("strum lists every case");
        zend::set_enum_case(zval, Self::slot().class.class(), case.name);
    }
}

/// Names PHP's enum for a Rust enum. Functions then take and return the Rust enum as it is.
macro_rules! native_enum {
    ($php_name:literal, $type:ty) => {
        impl $crate::ext::native_enum::NativeEnum for $type {
            const NAME: &'static str = $php_name;

            fn slot() -> &'static $crate::ext::native_enum::EnumSlot {
                static SLOT: $crate::ext::native_enum::EnumSlot =
                    $crate::ext::native_enum::EnumSlot::new();
                &SLOT
            }
        }

        impl<'a> ::ext_php_rs::convert::FromZval<'a> for $type {
            const TYPE: ::ext_php_rs::flags::DataType =
                ::ext_php_rs::flags::DataType::object($php_name);

            fn from_zval(zval: &'a ::ext_php_rs::types::Zval) -> Option<Self> {
                $crate::ext::native_enum::NativeEnum::read(zval)
            }
        }

        impl ::ext_php_rs::convert::IntoZval for $type {
            const TYPE: ::ext_php_rs::flags::DataType =
                ::ext_php_rs::flags::DataType::object($php_name);
            const NULLABLE: bool = false;

            fn set_zval(
                self,
                zval: &mut ::ext_php_rs::types::Zval,
                _persistent: bool,
            ) -> ::ext_php_rs::error::Result<()> {
                $crate::ext::native_enum::NativeEnum::write(self, zval);
                Ok(())
            }
        }
    };
}

pub(super) use native_enum;
