//! `Twint\WawiStep`.

use crate::books::wawi::step::{WawiAction, WawiFinding, WawiStep};
use crate::ext::native_class::native_class;
use crate::ext::properties::words;

native_class! { "Twint\\WawiStep", WawiStep as step {
    /// What to do.
    action: WawiAction = step.action;
    /// Why: {words}.
    #[words(words::<WawiFinding>)]
    finding: &str = step.finding.into();
    /// Whether goods and money part ways, so that the merchant must know.
    needsAttention: bool = step.finding.needs_attention();
    /// With a capture: what is to have been taken when all is shipped. With a refund: what is to be given back.
    amount: Option<String> = step.amount.map(|amount| amount.to_string());
    /// With a comparison of order and money: the most that the merchant has got or can still get.
    reach: Option<String> = step.reach.map(|amount| amount.to_string());
} }
