//! `Twint\CheckIn`, `Twint\Customer`, `Twint\ShippingMethod` and the books' part of a check-in.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::convert::FromZval;
use ext_php_rs::flags::{ClassFlags, DataType};
use ext_php_rs::prelude::*;
use ext_php_rs::types::Zval;

use crate::books::check_in::{
    CheckInAction, CheckInCancelReason, CheckInEvent, CheckInPhase, CheckInStep, CheckInTransition,
    ObservedCheckIn,
};
use crate::ext::arguments;
use crate::ext::native_class::{NativeClass, native_class};
use crate::ext::native_enum::NativeEnum;
use crate::ext::sensitive_value::SensitiveValue;
use crate::ext::zend;
use crate::twint::error::Error;
use crate::twint::values::check_in::{CheckIn, CheckInState};
use crate::twint::values::customer::Customer;
use crate::twint::values::money::Chf;
use crate::twint::values::shipping;

native_class! { "Twint\\CheckIn", CheckIn as check_in {
    /// TWINT's name for it.
    pairingUuid: String = check_in.pairing.to_string();
    /// What status and data mean.
    state: CheckInState = check_in.state;
    /// NO_PAIRING, PAIRING_IN_PROGRESS, PAIRING_ACTIVE, as it came.
    pairingStatus: &str = &check_in.pairing_status;
    /// Whether a phone has taken it and its owner has yet to decide, as far as TWINT says so. Nothing follows from it.
    onPhone: bool = check_in.is_on_a_phone();
    /// The letters and digits the buyer types; only after checkin_start().
    pairingToken: Option<&str> = check_in.token.as_deref();
    /// "data:image/png;base64,…"; only after checkin_start().
    qrCode: Option<&str> = check_in.qr_code.as_deref();
    /// The shipping method that the buyer chose.
    shippingMethodId: Option<&str> = check_in.shipping_method.as_deref();
    /// What TWINT handed over of the buyer; store it at first sight, TWINT does not tell it again once the check-in is over.
    customer: Option<Customer> = check_in.customer.clone();
} }

native_class! { "Twint\\Customer", Customer as customer {
    /// The address in one piece as it came, for a human where a part of it is missing.
    addressText: Option<SensitiveValue> = secret(customer.address_text.as_ref());
    /// Of the address.
    firstName: Option<SensitiveValue> = secret(customer.address.first_name.as_ref());
    /// Of the address.
    lastName: Option<SensitiveValue> = secret(customer.address.last_name.as_ref());
    /// Of the address, with the number of the house.
    street: Option<SensitiveValue> = secret(customer.address.street.as_ref());
    /// Of the address.
    zip: Option<SensitiveValue> = secret(customer.address.zip.as_ref());
    /// Of the address.
    city: Option<SensitiveValue> = secret(customer.address.city.as_ref());
    /// Of the address: two capital letters, such as "CH".
    country: Option<SensitiveValue> = secret(customer.address.country.as_ref());
    /// "YYYY-MM-DD".
    dateOfBirth: Option<SensitiveValue> = secret(customer.date_of_birth.as_ref());
    /// A plus, where it came with one, and digits.
    phoneNumber: Option<SensitiveValue> = secret(customer.phone_number.as_ref());
    /// The address for mails.
    email: Option<SensitiveValue> = secret(customer.email.as_ref());
} }

fn secret(text: Option<&String>) -> Option<SensitiveValue<'_>> {
    text.map(|text| SensitiveValue(text))
}

/// A check-in that PHP hands back.
pub struct CheckInSeen {
    state: CheckInState,
    chosen: Option<String>,
}

impl CheckInSeen {
    /// The check-in as the decisions in `books` read it.
    pub fn seen(&self) -> ObservedCheckIn<'_> {
        ObservedCheckIn {
            state: self.state,
            chosen: self.chosen.as_deref(),
        }
    }
}

impl<'a> FromZval<'a> for CheckInSeen {
    const TYPE: DataType = DataType::object(CheckIn::NAME);

    fn from_zval(zval: &'a Zval) -> Option<Self> {
        let object = zval
            .object()
            .filter(|object| object.instance_of(CheckIn::slot().class()))?;
        Some(Self {
            state: zend::read_property(object, "state", <CheckInState as NativeEnum>::read)?,
            chosen: zend::read_text(object, "shippingMethodId"),
        })
    }
}

/// A shipping method that the buyer may choose, checked.
#[php_class]
#[php(name = "Twint\\ShippingMethod")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct ShippingMethodObject {
    inner: shipping::ShippingMethod,
}

#[php_impl]
impl ShippingMethodObject {
    /// Checks the id and writes the texts in characters that TWINT takes.
    pub fn __construct(
        id: BinarySlice<u8>,
        label: BinarySlice<u8>,
        amount: BinarySlice<u8>,
        description: Option<BinarySlice<u8>>,
    ) -> Result<Self, Error> {
        let description = description.map(|text| arguments::parsed("description", &text));
        Ok(Self {
            inner: shipping::ShippingMethod {
                id: arguments::parsed("id", &id)?,
                label: arguments::parsed("label", &label)?,
                description: description.transpose()?,
                amount: arguments::parsed("amount", &amount)?,
            },
        })
    }
}

impl ShippingMethodObject {
    /// The shipping method for the client and the books.
    pub fn inner(&self) -> &shipping::ShippingMethod {
        &self.inner
    }
}

native_class! { "Twint\\CheckInTransition", CheckInTransition as edge {
    /// The phase before the event.
    from: CheckInPhase = edge.from;
    /// What happened.
    event: CheckInEvent = edge.event;
    /// The phase after the event.
    to: CheckInPhase = edge.to;
    /// Whether the buyer's data are kept with the check-in from then on; erase them where they are not.
    keepsData: bool = edge.to.keeps_data();
} }

native_class! { "Twint\\CheckInStep", CheckInStep as step {
    /// What happened.
    event: Option<CheckInEvent> = step.event;
    /// What to do.
    action: CheckInAction = step.action;
    /// What the order comes to, where it is to be started: the goods and the chosen shipping method.
    amount: Option<String> = step.amount.as_ref().map(Chf::to_string);
    /// Why it is cancelled, where it is.
    cancelReason: Option<CheckInCancelReason> = step.cancel_reason;
} }
