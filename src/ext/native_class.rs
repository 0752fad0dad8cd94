//! Result classes as PHP itself would declare them: final, readonly, typed properties, no constructor to call.
//!
//! Real properties rather than getters, so that `var_dump`, `json_encode`, `==` and reflection see what is there.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::builders::{ClassBuilder, FunctionBuilder};
use ext_php_rs::flags::{ClassFlags, MethodFlags};
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::ExecuteData;

use super::properties::Property;
use super::slot::Slot;

/// A Rust value that PHP gets as an object of a class of its own.
pub(super) trait NativeClass: Sized + 'static {
    /// Its name with namespace.
    const NAME: &'static str;
    /// Its properties, in order.
    const PROPERTIES: &'static [Property<Self>];

    /// Where its class entry is kept.
    fn slot() -> &'static Slot;

    /// Registers the class; called while PHP starts.
    fn register() -> ext_php_rs::error::Result<()> {
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
                for property in Self::PROPERTIES {
                    property.declare_read_only(class);
                }
                Self::slot().set(class, arguments);
            })
            .register()
    }

    /// Makes the object.
    fn object(&self) -> ext_php_rs::error::Result<ZBox<ZendObject>> {
        let class = Self::slot().class();
        let mut object = class.new();
        for property in Self::PROPERTIES {
            property.set(class, &mut object, self)?;
        }
        Ok(object)
    }
}

/// Private, so PHP refuses `new` before it gets here.
extern "C" fn constructor(_: &mut ExecuteData, _: &mut Zval) {}

/// Says how PHP sees a Rust type: the name of the class, the type with a name for the value, and the
/// [properties](super::properties). Functions then return the type as it is.
macro_rules! native_class {
    ($php_name:literal, $type:ty as $this:ident { $($properties:tt)+ }) => {
        impl $crate::ext::native_class::NativeClass for $type {
            const NAME: &'static str = $php_name;
            const PROPERTIES: &'static [$crate::ext::properties::Property<Self>] =
                $crate::ext::properties::properties!($this: $type; $($properties)+);

            fn slot() -> &'static $crate::ext::slot::Slot {
                static SLOT: $crate::ext::slot::Slot = $crate::ext::slot::Slot::new();
                &SLOT
            }
        }

        impl ::ext_php_rs::convert::IntoZval for $type {
            const TYPE: ::ext_php_rs::flags::DataType =
                ::ext_php_rs::flags::DataType::object($php_name);
            const NULLABLE: bool = false;

            fn set_zval(
                self,
                zval: &mut ::ext_php_rs::types::Zval,
                persistent: bool,
            ) -> ::ext_php_rs::error::Result<()> {
                let object = $crate::ext::native_class::NativeClass::object(&self)?;
                ::ext_php_rs::convert::IntoZval::set_zval(object, zval, persistent)
            }
        }
    };
}

pub(super) use native_class;
