//! `Twint\Payment`, `Twint\Booking` and `Twint\Prices`.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;
use ext_php_rs::types::{ZendHashTable, Zval};

use super::{Capture, Event, Exact, Phase, text};
use crate::books::quote::signed_text;
use crate::books::standing::Standing;
use crate::books::{booking, prices};
use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::twint::error::Error;
use crate::twint::values::money::Chf;

static BOOKING: Slot = Slot::new();
static PRICES: Slot = Slot::new();

/// A payment as the merchant's books have it, checked.
#[php_class]
#[php(name = "Twint\\Payment")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct Payment {
    inner: Standing,
}

#[php_impl]
impl Payment {
    /// Of one row of the books.
    pub fn __construct(
        phase: Exact<Phase>,
        capture: Exact<Capture>,
        reference: BinarySlice<u8>,
        authorised: BinarySlice<u8>,
        captured: BinarySlice<u8>,
        refunded: BinarySlice<u8>,
        closed: bool,
    ) -> Result<Self, Error> {
        let reference = text("reference", &reference)?
            .parse()
            .map_err(|why| Error::invalid("reference", why))?;
        Ok(Self {
            inner: Standing {
                phase: phase.0.into(),
                capture: capture.0.into(),
                reference,
                authorised: sum("authorised", &authorised)?,
                captured: sum("captured", &captured)?,
                refunded: sum("refunded", &refunded)?,
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

/// An amount by the name of its argument; it may be nothing.
pub fn sum(name: &str, bytes: &[u8]) -> Result<Chf, Error> {
    let text = text(name, bytes)?;
    text.parse().map_err(|why| Error::invalid(name, why))
}

/// The event of an operation that was carried out, and the sums after it.
pub struct Booking(pub booking::Booking);

impl NativeClass for Booking {
    const NAME: &'static str = "Twint\\Booking";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("event", Type::Class("Twint\\Event")),
        ("captured", Type::String),
        ("refunded", Type::String),
        ("closed", Type::Bool),
    ];

    fn slot() -> &'static Slot {
        &BOOKING
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let is = self.0;
        Ok(vec![
            Event::from(is.event).into_zval(false)?,
            is.captured.to_string().into_zval(false)?,
            is.refunded.to_string().into_zval(false)?,
            is.closed.into_zval(false)?,
        ])
    }
}

/// What the rows of an order come to.
pub struct Prices(pub prices::Prices);

impl NativeClass for Prices {
    const NAME: &'static str = "Twint\\Prices";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("rows", Type::Array),
        ("credit", Type::String),
        ("rounding", Type::String),
    ];

    fn slot() -> &'static Slot {
        &PRICES
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let prices = self.0;
        let mut rows = ZendHashTable::new();
        for row in prices.rows {
            let mut described = ZendHashTable::new();
            described.insert("net", signed_text(row.net))?;
            described.insert("gross", signed_text(row.gross))?;
            rows.push(described)?;
        }
        Ok(vec![
            rows.into_zval(false)?,
            signed_text(prices.credit).into_zval(false)?,
            signed_text(prices.rounding).into_zval(false)?,
        ])
    }
}
