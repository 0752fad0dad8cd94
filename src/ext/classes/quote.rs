//! `Twint\Quote`.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use crate::books::quote::{self, Limit, Portion, Refusal, signed_text};
use crate::ext::native_class::native_class;
use crate::ext::properties::words;
use crate::twint::values::money::Chf;

/// What an operation comes to, or why it cannot be.
pub struct QuoteOutcome {
    result: Result<quote::Quote, Refusal>,
    /// What is left without it.
    open: Chf,
}

impl QuoteOutcome {
    /// What came out within this limit.
    pub fn new(limit: Limit, result: Result<quote::Quote, Refusal>) -> Self {
        let open = limit.open();
        Self { result, open }
    }

    fn quoted(&self) -> Option<&quote::Quote> {
        self.result.as_ref().ok()
    }

    fn portions(&self) -> ext_php_rs::error::Result<Vec<ZBox<ZendHashTable>>> {
        let portions = self.quoted().map_or(&[][..], |quote| &quote.portions);
        portions.iter().map(described).collect()
    }
}

native_class! { "Twint\\Quote", QuoteOutcome as quote {
    /// To be moved; null where it is refused.
    amount: Option<String> = quote.quoted().map(|quote| quote.amount.to_string());
    /// Why it is refused: {words}.
    #[words(words::<Refusal>)]
    refusal: Option<&str> = quote.result.as_ref().err().map(Into::into);
    /// What will have been captured, or refunded, in all.
    after: Option<String> = quote.quoted().map(|quote| quote.after.to_string());
    /// What will be left; what is left now where it is refused.
    openAfter: String = quote.quoted().map_or(quote.open, |quote| quote.open).to_string();
    /// Whether nothing follows this one.
    last: bool = quote.quoted().is_some_and(|quote| quote.last);
    /// What is moved of each row.
    ///
    /// @var list<array{id: int, quantity: string, amount: string}>
    portions: Vec<ZBox<ZendHashTable>> = quote.portions()?;
} }

fn described(portion: &Portion) -> ext_php_rs::error::Result<ZBox<ZendHashTable>> {
    let mut described = ZendHashTable::new();
    described.insert("id", i64::try_from(portion.id).unwrap_or(i64::MAX))?;
    described.insert("quantity", portion.quantity.to_string())?;
    described.insert("amount", signed_text(portion.rappen))?;
    Ok(described)
}
