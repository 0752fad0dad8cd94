//! The Zend boundary: converts and throws, decides nothing.
#![allow(unsafe_code)] // the one place where PHP's C interface is spoken; every use says why it is sound
#![allow(non_snake_case)] // argument names are PHP's named arguments
#![allow(clippy::needless_pass_by_value)] // the macros want arguments by value

mod classes;
mod exceptions;
mod functions;
mod info;
mod ini;
mod native_class;
mod panics;
mod rows;
mod sensitive;
mod signals;
mod zend;

use ext_php_rs::prelude::*;

use classes::{
    Action, Actor, Capture, Duty, EndWish, Environment, Event, Merchant, OrderState, Payment,
    Phase, WawiAction, WawiWish,
};

/// Runs when PHP starts; opens nothing and starts nothing (preloading and php-fpm fork after it).
fn startup(_type: i32, module_number: i32) -> i32 {
    panics::silence();
    crate::twint::process::threads::start_threads_within(signals::held);
    ini::register(module_number);
    exceptions::register();
    classes::register();
    sensitive::mark_functions();
    0
}

/// What PHP loads.
#[php_module]
#[php(startup = startup)]
pub fn get_module(module: ModuleBuilder) -> ModuleBuilder {
    let module = module
        .name("twint")
        .version(env!("CARGO_PKG_VERSION"))
        .request_startup_function(sensitive::mark_class_once)
        .info_function(info::print)
        .enumeration::<Environment>()
        .enumeration::<Capture>()
        .enumeration::<OrderState>()
        .enumeration::<Phase>()
        .enumeration::<Event>()
        .enumeration::<Actor>()
        .enumeration::<Duty>()
        .enumeration::<EndWish>()
        .enumeration::<Action>()
        .enumeration::<WawiWish>()
        .enumeration::<WawiAction>()
        .class::<Merchant>()
        .class::<Payment>();
    functions::register(module)
}
