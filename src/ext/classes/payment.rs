//! `Twint\Payment`.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;

use crate::books::phases::Phase;
use crate::books::standing::Standing;
use crate::ext::arguments;
use crate::twint::error::Error;
use crate::twint::values::order::Capture;

/// A payment as the merchant's books have it, checked.
#[php_class]
#[php(name = "Twint\\Payment")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct Payment {
    inner: Standing,
}

#[php_impl]
impl Payment {
    /// Reads a payment from the columns of its row in the merchant's books.
    pub fn __construct(
        phase: Phase,
        capture: Capture,
        reference: BinarySlice<u8>,
        authorised: BinarySlice<u8>,
        captured: BinarySlice<u8>,
        refunded: BinarySlice<u8>,
        closed: bool,
    ) -> Result<Self, Error> {
        Ok(Self {
            inner: Standing {
                phase,
                capture,
                reference: arguments::parsed("reference", &reference)?,
                authorised: arguments::parsed("authorised", &authorised)?,
                captured: arguments::parsed("captured", &captured)?,
                refunded: arguments::parsed("refunded", &refunded)?,
                closed,
            },
        })
    }
}

impl Payment {
    /// The payment for src/books.
    pub fn inner(&self) -> &Standing {
        &self.inner
    }
}
