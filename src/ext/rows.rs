//! Rows, portions and records as PHP hands them in: arrays of arrays with named fields.

use ext_php_rs::types::{ZendHashTable, Zval};

use super::arguments;
use super::native_enum::NativeEnum as _;
use crate::books::access::Rule;
use crate::books::calls::RecordedCall;
use crate::books::ending::CancelIntent;
use crate::books::holding::Holding;
use crate::books::movements::{DoneCall, PastEvent};
use crate::books::operation::{OperationAge, OperationKind, OperationState};
use crate::books::phases::Event;
use crate::books::prices::ShopRow;
use crate::books::quantity::Quantity;
use crate::books::quote::{self, Row, Wanted};
use crate::books::reconciliation::Record;
use crate::books::wawi::news::Pieces;
use crate::twint::error::Error;
use crate::twint::values::money::Amount;

type Result<T> = std::result::Result<T, Error>;

/// `['id' => int, 'goods' => bool, 'quantity' => string, 'gross' => string, 'takenQuantity' => string, 'taken' => string]`
pub(super) fn rows(table: &ZendHashTable) -> Result<Vec<Row>> {
    table
        .values()
        .map(|value| {
            let row = fields(value, "rows")?;
            Ok(Row {
                id: id(row, "rows")?,
                goods: field(row, "goods")
                    .and_then(Zval::bool)
                    .ok_or_else(|| Error::invalid("rows", "holds one without \"goods\""))?,
                quantity: quantity(row, "rows", "quantity")?,
                gross: money(row, "rows", "gross")?,
                taken_quantity: quantity(row, "rows", "takenQuantity")?,
                taken: money(row, "rows", "taken")?,
            })
        })
        .collect()
}

/// `['price' => string, 'quantity' => string, 'vatRate' => string]`
pub(super) fn prices(table: &ZendHashTable) -> Result<Vec<ShopRow>> {
    table
        .values()
        .map(|value| {
            let row = fields(value, "rows")?;
            let number = |key| {
                let text = text(row, "rows", key)?;
                arguments::decimal(&format!("rows' {key}"), text.as_bytes())
            };
            Ok(ShopRow {
                unit_net: number("price")?,
                quantity: number("quantity")?,
                vat_rate: number("vatRate")?,
            })
        })
        .collect()
}

/// `['id' => int, 'quantity' => string]`
pub(super) fn pieces(table: &ZendHashTable, name: &str) -> Result<Vec<Pieces>> {
    table
        .values()
        .map(|value| {
            let row = fields(value, name)?;
            Ok(Pieces {
                row: id(row, name)?,
                quantity: quantity(row, name, "quantity")?,
            })
        })
        .collect()
}

/// What somebody typed, kept as text.
pub(super) struct Typed {
    id: u64,
    quantity: Option<String>,
    amount: Option<String>,
}

impl Typed {
    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted {
            id: self.id,
            quantity: self.quantity.as_deref(),
            amount: self.amount.as_deref(),
        }
    }
}

/// `['id' => int, 'quantity' => ?string, 'amount' => ?string]`
pub(super) fn typed(table: &ZendHashTable, name: &str) -> Result<Vec<Typed>> {
    table
        .values()
        .map(|value| {
            let portion = fields(value, name)?;
            let text = |key| match field(portion, key) {
                None => Ok(None),
                Some(value) if value.is_null() => Ok(None),
                // Taking a number for nothing would move another amount than was asked for.
                Some(value) => value
                    .str()
                    .map(|text| Some(text.to_owned()))
                    .ok_or_else(|| {
                        Error::invalid(name, format!("holds one whose \"{key}\" is no text"))
                    }),
            };
            Ok(Typed {
                id: id(portion, name)?,
                quantity: text("quantity")?,
                amount: text("amount")?,
            })
        })
        .collect()
}

/// `['id' => int, 'languages' => list<string>, 'domains' => list<string>, 'customerGroups' => list<int>]`
pub(super) fn access_rules(table: &ZendHashTable) -> Result<Vec<Rule>> {
    table
        .values()
        .map(|value| {
            let rule = fields(value, "rules")?;
            Ok(Rule {
                set: id(rule, "rules")?,
                languages: named(rule, "rules", "languages", Zval::string)?,
                domains: named(rule, "rules", "domains", Zval::string)?,
                customer_groups: named(rule, "rules", "customerGroups", |group| {
                    group.long().and_then(|group| u64::try_from(group).ok())
                })?,
            })
        })
        .collect()
}

/// `['amount' => string, 'currency' => string, 'holding' => Holding]`
pub(super) fn record(record: &ZendHashTable, name: &str) -> Result<Record> {
    let text = |key| {
        field(record, key)
            .and_then(Zval::string)
            .ok_or_else(|| Error::invalid(name, format!("is without \"{key}\"")))
    };
    let amount = Amount::new(&text("amount")?, &text("currency")?);
    Ok(Record {
        amount: amount.map_err(|why| Error::invalid(name, format!("has an amount that {why}")))?,
        holding: field(record, "holding")
            .and_then(Holding::read)
            .ok_or_else(|| Error::invalid(name, "is without \"holding\""))?,
    })
}

/// `['kind' => OperationKind, 'state' => OperationState, 'isOld' => bool, 'final' => bool, 'intent' => ?CancelIntent]`
pub(super) fn calls(table: &ZendHashTable) -> Result<Vec<RecordedCall>> {
    table
        .values()
        .map(|value| {
            let call = fields(value, "calls")?;
            let missing = |key| Error::invalid("calls", format!("holds one without \"{key}\""));
            let truth = |key| {
                field(call, key)
                    .and_then(Zval::bool)
                    .ok_or_else(|| missing(key))
            };
            Ok(RecordedCall {
                kind: field(call, "kind")
                    .and_then(OperationKind::read)
                    .ok_or_else(|| missing("kind"))?,
                state: field(call, "state")
                    .and_then(OperationState::read)
                    .ok_or_else(|| missing("state"))?,
                age: if truth("isOld")? {
                    OperationAge::Old
                } else {
                    OperationAge::Young
                },
                closes_order: truth("final")?,
                intent: match field(call, "intent") {
                    None => return Err(missing("intent")),
                    Some(none) if none.is_null() => None,
                    Some(intent) => {
                        Some(CancelIntent::read(intent).ok_or_else(|| missing("intent"))?)
                    }
                },
            })
        })
        .collect()
}

/// `['id' => int, 'kind' => OperationKind, 'amount' => string]`
pub(super) fn done_calls(table: &ZendHashTable) -> Result<Vec<DoneCall>> {
    table
        .values()
        .map(|value| {
            let call = fields(value, "done")?;
            let amount = text(call, "done", "amount")?;
            Ok(DoneCall {
                id: id(call, "done")?,
                kind: field(call, "kind")
                    .and_then(OperationKind::read)
                    .ok_or_else(|| Error::invalid("done", "holds one without \"kind\""))?,
                amount: arguments::parsed("done's amount", amount.as_bytes())?,
            })
        })
        .collect()
}

/// `['id' => int, 'event' => Event]`
pub(super) fn past_events(table: &ZendHashTable) -> Result<Vec<PastEvent>> {
    table
        .values()
        .map(|value| {
            let past = fields(value, "events")?;
            Ok(PastEvent {
                id: id(past, "events")?,
                event: field(past, "event")
                    .and_then(Event::read)
                    .ok_or_else(|| Error::invalid("events", "holds one without \"event\""))?,
            })
        })
        .collect()
}

fn fields<'a>(value: &'a Zval, name: &str) -> Result<&'a ZendHashTable> {
    value
        .dereference()
        .array()
        .ok_or_else(|| Error::invalid(name, "holds something that is no array"))
}

fn field<'a>(row: &'a ZendHashTable, key: &str) -> Option<&'a Zval> {
    row.get(key).map(Zval::dereference)
}

/// All that a list of the row names. One that cannot be read must not count as none, which would mean all.
fn named<T>(
    row: &ZendHashTable,
    name: &str,
    key: &str,
    read: impl Fn(&Zval) -> Option<T>,
) -> Result<Vec<T>> {
    let list = field(row, key)
        .and_then(Zval::array)
        .ok_or_else(|| Error::invalid(name, format!("holds one without \"{key}\"")))?;
    list.values()
        .map(|value| {
            read(value.dereference()).ok_or_else(|| {
                Error::invalid(name, format!("holds one with something wrong in \"{key}\""))
            })
        })
        .collect()
}

fn id(row: &ZendHashTable, name: &str) -> Result<u64> {
    field(row, "id")
        .and_then(Zval::long)
        .and_then(|id| u64::try_from(id).ok())
        .ok_or_else(|| Error::invalid(name, "holds one without \"id\""))
}

fn text(row: &ZendHashTable, name: &str, key: &str) -> Result<String> {
    field(row, key)
        .and_then(Zval::string)
        .ok_or_else(|| Error::invalid(name, format!("holds one without \"{key}\"")))
}

fn quantity(row: &ZendHashTable, name: &str, key: &str) -> Result<Quantity> {
    text(row, name, key)?
        .parse()
        .map_err(|why| Error::invalid(name, format!("holds a {key} that {why}")))
}

fn money(row: &ZendHashTable, name: &str, key: &str) -> Result<i64> {
    quote::parse_signed(&text(row, name, key)?)
        .ok_or_else(|| Error::invalid(name, format!("holds a {key} that is no amount")))
}
