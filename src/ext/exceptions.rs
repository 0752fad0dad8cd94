//! PHP's exceptions: one class per thing the merchant can do about it.
//!
//! They are ordinary PHP classes, so they carry file, line and trace, and PHP code can make and extend them.

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::builders::ClassBuilder;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::exception::PhpException;
use ext_php_rs::types::ZendObject;
use ext_php_rs::zend::{ClassEntry, ce};
use strum::VariantArray;

use super::properties::{Property, properties};
use super::slot::Slot;
use super::zend;
use crate::twint::error::{CauseWord, Error, ErrorClass, ErrorKind};
use crate::twint::values::operation::Operation;
use crate::twint::values::order::Order;

/// What every exception holds.
const PROPERTIES: &[Property<Error>] = properties! { error: Error;
    /// What TWINT was asked, such as "StartOrder"; null where nothing was asked.
    operation: Option<&str> = error.operation().map(Operation::name);
    /// TWINT's fault, such as "InvalidOrder"; null where TWINT did not answer with one.
    fault: Option<&str> = error.fault().map(|fault| fault.element.as_str());
    /// The fault's code, such as "1116".
    faultCode: Option<&str> = error.fault().and_then(|fault| fault.code.as_deref());
    /// Whether the very same call may simply be made again.
    retryable: bool = error.is_retryable();
    /// The id of our message, for TWINT's support.
    messageId: Option<String> = error.message_id().map(|id| id.to_string());
    /// What happened, for programs.
    cause: Option<CauseWord> = Some(error.cause().word());
    /// The order as it was read afterwards, where it could be.
    order: Option<Order> = error.order().cloned();
};

/// What one about a certificate holds beside.
const OF_CERTIFICATES: &[Property<Error>] = properties! { error: Error;
    /// What is wrong with it: wrongPassphrase, notPkcs12, noPrivateKey, noCertificate, keyMismatch, expired, notYetValid, legacyUnavailable, nulInPassphrase, refusedByServer or renewalRefused.
    problem: Option<&str> = match error.kind() {
        ErrorKind::Certificate(problem) => Some(problem.word()),
        ErrorKind::InvalidArgument
        | ErrorKind::Configuration
        | ErrorKind::Declined
        | ErrorKind::StateConflict
        | ErrorKind::Unavailable
        | ErrorKind::OutcomeUnknown => None,
    };
};

const PARENT_NAME: &str = "Twint\\TwintException";
static PARENT: Slot = Slot::new();
/// In the order of the classes.
static CHILDREN: [Slot; ErrorClass::VARIANTS.len()] =
    [const { Slot::new() }; ErrorClass::VARIANTS.len()];

/// `Twint\DeclinedException` of `Declined`.
fn name(child: ErrorClass) -> String {
    format!("Twint\\{}Exception", <&str>::from(child))
}

/// What a child holds beside its parent's.
fn own_properties(child: ErrorClass) -> &'static [Property<Error>] {
    match child {
        ErrorClass::Certificate => OF_CERTIFICATES,
        ErrorClass::InvalidArgument
        | ErrorClass::Configuration
        | ErrorClass::Declined
        | ErrorClass::StateConflict
        | ErrorClass::Unavailable
        | ErrorClass::OutcomeUnknown => &[],
    }
}

/// Registers the classes; called while PHP starts.
pub(super) fn register() -> ext_php_rs::error::Result<()> {
    ClassBuilder::new(PARENT_NAME)
        .extends((zend::runtime_exception, "\\RuntimeException"))
        .registration(|class, arguments| {
            for property in PROPERTIES {
                property.declare_writable(class);
            }
            PARENT.set(class, arguments);
        })
        .register()?;
    for child in ErrorClass::VARIANTS {
        ClassBuilder::new(name(*child))
            .extends((|| PARENT.class(), "\\Twint\\TwintException"))
            .registration(registered)
            .register()?;
    }
    Ok(())
}

/// PHP hands over the class alone, so its name says which child it is.
fn registered(class: &'static mut ClassEntry, arguments: ArgInfoTables) {
    let mut children = ErrorClass::VARIANTS.iter().copied();
    let child = children.find(|child| class.name() == Some(&name(*child)));
    let child = child.expect("PHP keeps the name of a class");
    for property in own_properties(child) {
        property.declare_writable(class);
    }
    CHILDREN[child as usize].set(class, arguments);
}

/// Makes the exception without throwing it; file, line and trace are those of the PHP code that called us.
pub(super) fn object(error: &Error) -> ext_php_rs::error::Result<ZBox<ZendObject>> {
    let child = ErrorClass::from(error.kind());
    let class = CHILDREN[child as usize].class();
    let mut object = class.new();
    let message = error.to_string().into_zval(false)?;
    zend::update_property(ce::exception(), &mut object, "message", message);
    for property in PROPERTIES.iter().chain(own_properties(child)) {
        property.set(class, &mut object, error)?;
    }
    Ok(object)
}

impl From<Error> for PhpException {
    fn from(error: Error) -> Self {
        let class = CHILDREN[ErrorClass::from(error.kind()) as usize].class();
        let object = object(&error).and_then(|object| object.into_zval(false));
        let mut exception = Self::new(error.to_string(), 0, class);
        exception.set_object(object.ok());
        exception
    }
}
