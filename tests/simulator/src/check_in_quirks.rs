//! What the sources do not say about check-ins, as [`crate::Quirks`] are for orders. No genuine check-in was ever recorded: most of what
//! the defaults do is known from TWINT's mock and from clients.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::VariantArray;

use crate::quirks::HowOften;

/// The unknowns of check-ins; `Default` is the best reading of the sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CheckInQuirks {
    /// How long a check-in waits for the customer; TWINT's time is not published, plugins give up after ten minutes.
    pub timeout_ms: u64,
    /// How long an approved one waits for its order; `None` is for ever.
    pub approved_timeout_ms: Option<u64>,
    /// What one says that a phone has taken and nobody approved.
    pub scanned: Scanned,
    /// What one says whose customer approved and has no TWINT ID.
    pub without_twint_id: WithoutTwintId,
    /// What is answered about one that TWINT does not know, or knows no more.
    pub unknown_pairing: UnknownPairing,
    /// `CancelCheckIn` is answered `OK`, and nothing is done; counted for each check-in.
    pub cancel_without_effect: HowOften,
    /// How `CancelCheckIn` is answered for one that is over.
    pub cancel_when_over: CancelWhenOver,
    /// What becomes of an order that a check-in pays.
    pub order: ExpressOrder,
    /// Which amount such an order may have.
    pub amount: ExpressAmount,
    /// What becomes of a second order for one check-in.
    pub second_order: SecondOrder,
}

impl Default for CheckInQuirks {
    fn default() -> Self {
        Self {
            timeout_ms: 600_000,
            approved_timeout_ms: None,
            scanned: Scanned::InProgress,
            without_twint_id: WithoutTwintId::InProgress,
            unknown_pairing: UnknownPairing::SystemError,
            cancel_without_effect: HowOften::Never,
            cancel_when_over: CancelWhenOver::Ok,
            order: ExpressOrder::ConfirmationPending,
            amount: ExpressAmount::AsApproved,
            second_order: SecondOrder::Accepted,
        }
    }
}

impl CheckInQuirks {
    /// The same with one changed, by its JSON name as in [`CheckInQuirks::catalogue`]: `with("order", &json!("fails"))`.
    ///
    /// # Errors
    /// When there is no such quirk, or it cannot be that.
    pub fn with(&self, name: &str, value: &Value) -> Result<Self, String> {
        let mut quirks = json!(self);
        quirks[name] = value.clone();
        serde_json::from_value(quirks).map_err(|e| format!("{name}: {e}"))
    }
}

/// See [`CheckInQuirks::scanned`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum Scanned {
    /// `PAIRING_IN_PROGRESS`, as before.
    InProgress,
    /// `PAIRING_ACTIVE`, without data.
    Active,
}

/// See [`CheckInQuirks::without_twint_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum WithoutTwintId {
    /// `PAIRING_IN_PROGRESS` with the shipping method, as the mock has it.
    InProgress,
    /// `PAIRING_ACTIVE` with the shipping method.
    Active,
    /// It ends.
    Ends,
}

/// See [`CheckInQuirks::unknown_pairing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum UnknownPairing {
    /// The fault; no other is declared that would fit.
    SystemError,
    /// `NO_PAIRING`.
    NoPairing,
}

/// See [`CheckInQuirks::cancel_when_over`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum CancelWhenOver {
    /// `OK`.
    Ok,
    /// `ERROR`.
    Error,
    /// The fault `UnspecifiedPairingError`.
    Fault,
}

/// See [`CheckInQuirks::order`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum ExpressOrder {
    /// It waits for the merchant's confirmation from the start.
    ConfirmationPending,
    /// The same, after two seconds of `ORDER_PENDING`.
    PendingFirst,
    /// `GENERAL_ERROR`, from the start: clients read it as "not enough money".
    Fails,
}

/// See [`CheckInQuirks::amount`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum ExpressAmount {
    /// What the customer saw: goods and chosen shipping; any other gets `InvalidAmount`.
    AsApproved,
    /// Any.
    Any,
}

/// See [`CheckInQuirks::second_order`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum SecondOrder {
    /// It takes the customer's money once more.
    Accepted,
    /// `ActivePairingError`.
    Refused,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<T: VariantArray + Serialize>() -> Vec<Value> {
        T::VARIANTS.iter().map(|word| json!(word)).collect()
    }

    #[test]
    fn the_readme_has_a_row_for_each_with_each_of_its_words() {
        let (_, table) = include_str!("../README.md")
            .split_once("## Quirks of check-ins")
            .expect("a section");
        let quirks = json!(CheckInQuirks::default());
        let kinds = [
            ("scanned", words::<Scanned>()),
            ("withoutTwintId", words::<WithoutTwintId>()),
            ("unknownPairing", words::<UnknownPairing>()),
            ("cancelWhenOver", words::<CancelWhenOver>()),
            ("order", words::<ExpressOrder>()),
            ("amount", words::<ExpressAmount>()),
            ("secondOrder", words::<SecondOrder>()),
        ];
        for name in quirks.as_object().unwrap().keys() {
            let begin = format!("| `{name}` |");
            let row = table.lines().find(|line| line.starts_with(&begin));
            let row = row.unwrap_or_else(|| panic!("no row for {name}"));
            for (_, words) in kinds.iter().filter(|(kind, _)| kind == name) {
                for word in words {
                    let word = word.as_str().unwrap();
                    assert!(row.contains(&format!("`{word}`")), "{name}: {word}");
                }
            }
        }
    }
}
