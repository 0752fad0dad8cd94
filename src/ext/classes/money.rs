//! `Twint\Quote`, `Twint\Permitted` and `Twint\Exchange`.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::types::{ZendHashTable, Zval};

use crate::books::permitted;
use crate::books::quote::{self, Refusal, signed_text};
use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::twint::exchange::last_exchange;
use crate::twint::values::money::Chf;

static QUOTE: Slot = Slot::new();
static PERMITTED: Slot = Slot::new();
static EXCHANGE: Slot = Slot::new();

/// What an operation comes to, or why it cannot be.
pub struct Quote {
    /// The one or the other.
    pub result: Result<quote::Quote, Refusal>,
    /// What is left without it.
    pub open: Chf,
}

impl NativeClass for Quote {
    const NAME: &'static str = "Twint\\Quote";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("amount", Type::NullableString),
        ("refusal", Type::NullableString),
        ("after", Type::NullableString),
        ("openAfter", Type::String),
        ("last", Type::Bool),
        ("portions", Type::Array),
    ];

    fn slot() -> &'static Slot {
        &QUOTE
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let refusal = self.result.as_ref().err().map(<&str>::from);
        let quote = self.result.as_ref().ok();
        let mut portions = ZendHashTable::new();
        for portion in quote.iter().flat_map(|quote| &quote.portions) {
            portions.push(described(portion)?)?;
        }
        Ok(vec![
            quote
                .map(|quote| quote.amount.to_string())
                .into_zval(false)?,
            refusal.into_zval(false)?,
            quote
                .map(|quote| quote.after.to_string())
                .into_zval(false)?,
            quote
                .map_or(self.open, |quote| quote.open)
                .to_string()
                .into_zval(false)?,
            quote.is_some_and(|quote| quote.last).into_zval(false)?,
            portions.into_zval(false)?,
        ])
    }
}

fn described(portion: &quote::Portion) -> ext_php_rs::error::Result<ZBox<ZendHashTable>> {
    let mut described = ZendHashTable::new();
    described.insert("id", i64::try_from(portion.id).unwrap_or(i64::MAX))?;
    described.insert("quantity", portion.quantity.to_string())?;
    described.insert("amount", signed_text(portion.rappen))?;
    Ok(described)
}

/// What a merchant may do just now.
pub struct Permitted(pub permitted::Permitted);

impl NativeClass for Permitted {
    const NAME: &'static str = "Twint\\Permitted";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("refresh", Type::NullableString),
        ("capture", Type::NullableString),
        ("cancel", Type::NullableString),
        ("refund", Type::NullableString),
        ("resolve", Type::NullableString),
    ];

    fn slot() -> &'static Slot {
        &PERMITTED
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let is = self.0;
        [is.refresh, is.capture, is.cancel, is.refund, is.resolve]
            .into_iter()
            .map(|why| why.map(<&str>::from).into_zval(false))
            .collect()
    }
}

/// A question to TWINT and its answer, without secrets.
pub struct Exchange(pub last_exchange::Exchange);

impl NativeClass for Exchange {
    const NAME: &'static str = "Twint\\Exchange";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("operation", Type::String),
        ("request", Type::String),
        ("answer", Type::NullableString),
        ("milliseconds", Type::Int),
    ];

    fn slot() -> &'static Slot {
        &EXCHANGE
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let exchange = self.0;
        Ok(vec![
            exchange.operation.name().to_owned().into_zval(false)?,
            exchange.request.into_zval(false)?,
            exchange.answer.into_zval(false)?,
            i64::try_from(exchange.duration.as_millis())
                .unwrap_or(i64::MAX)
                .into_zval(false)?,
        ])
    }
}
