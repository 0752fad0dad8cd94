//! PHP's exceptions: one class per thing the merchant can do about it.

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::builders::ClassBuilder;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::exception::PhpException;
use ext_php_rs::types::{ZendObject, Zval};
use ext_php_rs::zend::{ClassEntry, ce};

use super::classes::{Cause, Order};
use super::native_class::{NativeClass, Slot, Type};
use super::zend;
use crate::twint::error::{Error, ErrorKind};

static BASE: Slot = Slot::new();
static INVALID_ARGUMENT: Slot = Slot::new();
static CERTIFICATE: Slot = Slot::new();
static CONFIGURATION: Slot = Slot::new();
static DECLINED: Slot = Slot::new();
static STATE_CONFLICT: Slot = Slot::new();
static UNAVAILABLE: Slot = Slot::new();
static OUTCOME_UNKNOWN: Slot = Slot::new();

/// Registers the classes; they are ordinary PHP classes, so they carry file, line and trace, and PHP can make them too.
pub(super) fn register() {
    ClassBuilder::new("Twint\\TwintException")
        .extends((zend::runtime_exception, "\\RuntimeException"))
        .registration(|class, arguments| {
            let nothing = || Some(Zval::null());
            Type::NullableString.declare(class, "operation", nothing());
            Type::NullableString.declare(class, "fault", nothing());
            Type::NullableString.declare(class, "faultCode", nothing());
            let mut no = Zval::new();
            no.set_bool(false);
            Type::Bool.declare(class, "retryable", Some(no));
            Type::NullableString.declare(class, "messageId", nothing());
            Type::NullableClass("Twint\\Cause").declare(class, "cause", nothing());
            Type::NullableClass(Order::NAME).declare(class, "order", nothing());
            BASE.set(class, arguments);
        })
        .register()
        .expect("a constant class that PHP accepts");
    child("Twint\\InvalidArgumentException", |class, arguments| {
        INVALID_ARGUMENT.set(class, arguments);
    });
    child("Twint\\CertificateException", |class, arguments| {
        Type::NullableString.declare(class, "problem", Some(Zval::null()));
        CERTIFICATE.set(class, arguments);
    });
    child("Twint\\ConfigurationException", |class, arguments| {
        CONFIGURATION.set(class, arguments);
    });
    child("Twint\\DeclinedException", |class, arguments| {
        DECLINED.set(class, arguments);
    });
    child("Twint\\StateConflictException", |class, arguments| {
        STATE_CONFLICT.set(class, arguments);
    });
    child("Twint\\UnavailableException", |class, arguments| {
        UNAVAILABLE.set(class, arguments);
    });
    child("Twint\\OutcomeUnknownException", |class, arguments| {
        OUTCOME_UNKNOWN.set(class, arguments);
    });
}

fn child(name: &str, registration: fn(&'static mut ClassEntry, ArgInfoTables)) {
    ClassBuilder::new(name)
        .extends((|| BASE.class(), "\\Twint\\TwintException"))
        .registration(registration)
        .register()
        .expect("a constant class that PHP accepts");
}

fn class_of(kind: ErrorKind) -> &'static ClassEntry {
    match kind {
        ErrorKind::InvalidArgument => &INVALID_ARGUMENT,
        ErrorKind::Certificate(_) => &CERTIFICATE,
        ErrorKind::Configuration => &CONFIGURATION,
        ErrorKind::Declined => &DECLINED,
        ErrorKind::StateConflict => &STATE_CONFLICT,
        ErrorKind::Unavailable => &UNAVAILABLE,
        ErrorKind::OutcomeUnknown => &OUTCOME_UNKNOWN,
    }
    .class()
}

/// Makes the exception without throwing it; file, line and trace are those of the PHP code that called us.
pub(super) fn object(error: &Error) -> ext_php_rs::error::Result<ZBox<ZendObject>> {
    let class = class_of(error.kind());
    let mut object = class.new();
    zend::update_property(
        ce::exception(),
        &mut object,
        "message",
        error.to_string().into_zval(false)?,
    );
    let mut set = |name, value: Zval| zend::update_property(class, &mut object, name, value);
    set(
        "operation",
        error
            .operation()
            .map(|operation| operation.name().to_owned())
            .into_zval(false)?,
    );
    if let Some(fault) = error.fault() {
        set("fault", fault.element.clone().into_zval(false)?);
        set("faultCode", fault.code.clone().into_zval(false)?);
    }
    set("retryable", error.is_retryable().into_zval(false)?);
    set(
        "messageId",
        error
            .message_id()
            .map(|id| id.to_string())
            .into_zval(false)?,
    );
    set("cause", Cause::from(error.cause().word()).into_zval(false)?);
    if let Some(order) = error.order() {
        set("order", Order(order.clone()).object()?.into_zval(false)?);
    }
    if let ErrorKind::Certificate(problem) = error.kind() {
        set("problem", problem.word().into_zval(false)?);
    }
    Ok(object)
}

impl From<Error> for PhpException {
    fn from(error: Error) -> Self {
        let (class, message) = (class_of(error.kind()), error.to_string());
        let object = object(&error).and_then(|object| object.into_zval(false));
        let mut exception = Self::new(message, 0, class);
        exception.set_object(object.ok());
        exception
    }
}
