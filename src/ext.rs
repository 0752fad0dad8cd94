//! The Zend boundary: converts and throws, decides nothing.
#![allow(unsafe_code)] // the one place where PHP's C interface is spoken; every use says why it is sound
#![allow(non_snake_case)] // argument names are PHP's named arguments
#![allow(clippy::needless_pass_by_value)] // the macros want arguments by value

mod arguments;
mod classes;
mod documentation;
mod enums;
mod exceptions;
mod functions;
mod info;
mod ini;
mod native_class;
mod native_enum;
mod panics;
mod properties;
mod rows;
mod sensitive;
mod sensitive_value;
mod signals;
mod slot;
mod zend;

use ext_php_rs::internal::{MODULE_STARTUP_INIT, ModuleStartupMutex, startup_guard};
use ext_php_rs::prelude::ModuleBuilder;
use ext_php_rs::zend::{ModuleEntry, StaticModuleEntry};

use classes::{MerchantObject, Payment, ShippingMethodObject, WawiComparison};

/// Registers the classes that ext-php-rs makes.
static EXT_PHP_RS: ModuleStartupMutex = MODULE_STARTUP_INIT;

/// What PHP loads.
///
/// Not ext-php-rs' `#[php_module]`: that exports a second symbol beside this one, `twint_get_module`, for extensions that are
/// linked into PHP itself, and how to keep a symbol from being exported differs from linker to linker.
#[unsafe(no_mangle)] // PHP looks for it by this name
extern "C" fn get_module() -> *mut ModuleEntry {
    static MODULE: StaticModuleEntry = StaticModuleEntry::new();
    MODULE.get_or_init(|| {
        let module = ModuleBuilder::new("twint", env!("CARGO_PKG_VERSION"))
            .startup_function(startup)
            .info_function(info::print)
            .class::<MerchantObject>()
            .class::<Payment>()
            .class::<WawiComparison>()
            .class::<ShippingMethodObject>();
        let (entry, ext_php_rs, owned) = functions::register(module)
            .try_into()
            .expect("each function has a name of its own");
        *EXT_PHP_RS.lock() = Some(ext_php_rs);
        (entry, owned)
    })
}

/// Runs when PHP starts; opens nothing and starts nothing (preloading and php-fpm fork after it).
extern "C" fn startup(kind: i32, module_number: i32) -> i32 {
    startup_guard(|| {
        panics::silence();
        crate::twint::process::threads::start_threads_within(signals::held);
        ini::register(module_number);
        exceptions::register()?;
        classes::register()?;
        if let Some(ext_php_rs) = EXT_PHP_RS.lock().as_ref() {
            ext_php_rs.startup(kind, module_number)?;
        }
        enums::register()?;
        sensitive::mark();
        Ok(())
    })
}
