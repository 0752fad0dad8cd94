//! `Twint\Prices`.

use ext_php_rs::boxed::ZBox;
use ext_php_rs::types::ZendHashTable;

use crate::books::prices::{Prices, RowPrice};
use crate::books::quote::signed_text;
use crate::ext::native_class::native_class;

native_class! { "Twint\\Prices", Prices as prices {
    /// In francs, in the order given.
    ///
    /// @var list<array{net: numeric-string, gross: numeric-string}>
    rows: Vec<ZBox<ZendHashTable>> = prices.rows.iter().map(row).collect::<Result<_, _>>()?;
    /// The customer's that was used.
    credit: String = signed_text(prices.credit);
    /// What the shop rounded, so that all adds up to what was charged.
    rounding: String = signed_text(prices.rounding);
    /// Whether that is no more than rounding can make. Rows do not add up while JTL-Wawi's edit writes them anew.
    addsUp: bool = prices.adds_up;
} }

fn row(row: &RowPrice) -> ext_php_rs::error::Result<ZBox<ZendHashTable>> {
    let mut table = ZendHashTable::new();
    table.insert("net", signed_text(row.net))?;
    table.insert("gross", signed_text(row.gross))?;
    Ok(table)
}
