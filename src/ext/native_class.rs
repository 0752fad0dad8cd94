//! Result classes as PHP itself would declare them: final, readonly, typed properties, no constructor to call.
//!
//! Real properties rather than getters, so that `var_dump`, `json_encode`, `==` and reflection see what is there.

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::builders::{ClassBuilder, FunctionBuilder};
use ext_php_rs::convert::IntoZval;
use ext_php_rs::ffi::{
    _ZEND_TYPE_NAME_BIT, _ZEND_TYPE_NULLABLE_BIT, IS_ARRAY, IS_LONG, IS_STRING, MAY_BE_BOOL,
};
use ext_php_rs::flags::{ClassFlags, DataType, MethodFlags};
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::{ClassEntry, ExecuteData};
use once_cell::sync::OnceCell;

use super::zend;

/// What a property may hold.
#[derive(Clone, Copy)]
pub(super) enum Type {
    String,
    NullableString,
    Bool,
    NullableBool,
    Int,
    Array,
    Class(&'static str),
    NullableClass(&'static str),
}

impl Type {
    fn mask(self) -> u32 {
        match self {
            Self::String => 1 << IS_STRING,
            Self::NullableString => (1 << IS_STRING) | _ZEND_TYPE_NULLABLE_BIT,
            Self::Bool => MAY_BE_BOOL,
            Self::NullableBool => MAY_BE_BOOL | _ZEND_TYPE_NULLABLE_BIT,
            Self::Int => 1 << IS_LONG,
            Self::Array => 1 << IS_ARRAY,
            Self::Class(_) => _ZEND_TYPE_NAME_BIT,
            Self::NullableClass(_) => _ZEND_TYPE_NAME_BIT | _ZEND_TYPE_NULLABLE_BIT,
        }
    }

    fn class(self) -> Option<&'static str> {
        match self {
            Self::Class(name) | Self::NullableClass(name) => Some(name),
            _ => None,
        }
    }

    /// Declares a property of this type; one with a default can be written, one without is read-only.
    pub(super) fn declare(self, class: &mut ClassEntry, name: &str, default: Option<Zval>) {
        zend::declare_property(class, name, self.mask(), self.class(), default);
    }
}

/// What PHP holds of a class for as long as it runs.
pub(super) struct Slot {
    class: OnceCell<&'static ClassEntry>,
    /// PHP borrows the tables of the methods' arguments.
    arguments: OnceCell<ArgInfoTables>,
}

// SAFETY: both are written while PHP starts, before there are other threads, and only read afterwards.
unsafe impl Sync for Slot {}

impl Slot {
    pub(super) const fn new() -> Self {
        Self {
            class: OnceCell::new(),
            arguments: OnceCell::new(),
        }
    }

    pub(super) fn set(&self, class: &'static ClassEntry, arguments: ArgInfoTables) {
        let _ = self.class.set(class);
        let _ = self.arguments.set(arguments);
    }

    pub(super) fn class(&self) -> &'static ClassEntry {
        self.class
            .get()
            .expect("PHP registers every class before it runs any code")
    }
}

/// A Rust value that PHP gets as an object of a class of its own.
pub(super) trait NativeClass: Sized {
    /// Its name with namespace.
    const NAME: &'static str;
    /// Its properties, in order.
    const PROPERTIES: &'static [(&'static str, Type)];

    /// Where its class entry is kept.
    fn slot() -> &'static Slot;

    /// The values, in the order of [`Self::PROPERTIES`].
    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>>;

    /// Registers the class; called once while PHP starts.
    fn register() {
        let flags =
            ClassFlags::Final | ClassFlags::NoDynamicProperties | ClassFlags::NotSerializable;
        #[cfg(php82)]
        let flags = flags | ClassFlags::ReadonlyClass;
        ClassBuilder::new(Self::NAME)
            .flags(flags)
            .method(
                FunctionBuilder::new("__construct", constructor),
                MethodFlags::Private,
            )
            .registration(|class, arguments| {
                for (name, kind) in Self::PROPERTIES {
                    kind.declare(class, name, None);
                }
                Self::slot().set(class, arguments);
            })
            .register()
            .expect("the class names and properties are constants that PHP accepts");
    }

    /// Makes the object.
    fn object(self) -> ext_php_rs::error::Result<ZBox<ZendObject>> {
        let values = self.values()?;
        debug_assert_eq!(values.len(), Self::PROPERTIES.len());
        let mut object = Self::slot().class().new();
        for ((name, _), value) in Self::PROPERTIES.iter().zip(values) {
            zend::update_property(Self::slot().class(), &mut object, name, value);
        }
        Ok(object)
    }
}

/// Private, so PHP refuses `new` before it gets here.
extern "C" fn constructor(_: &mut ExecuteData, _: &mut Zval) {}

/// How a result reaches PHP from a function.
pub(super) struct Returned<T>(pub(super) T);

impl<T: NativeClass> IntoZval for Returned<T> {
    const TYPE: DataType = DataType::object(T::NAME);
    const NULLABLE: bool = false;

    fn set_zval(self, zval: &mut Zval, persistent: bool) -> ext_php_rs::error::Result<()> {
        self.0.object()?.set_zval(zval, persistent)
    }
}
