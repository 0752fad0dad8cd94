//! How a payment stands in the merchant's books: the input of every decision in `books`.

use super::phases::Phase;
use crate::twint::values::identifiers::Reference;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;

/// One attempt to pay, as the merchant's books record it. One order at TWINT belongs to it, found by `reference`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the attempt stands in its life.
    pub phase: Phase,
    /// Whether the whole amount is captured as soon as the buyer approves, or later when the merchant asks.
    pub capture: Capture,
    /// The merchant's own reference of the order at TWINT; no two attempts share one.
    pub reference: Reference,
    /// The amount that the buyer approved or is asked to approve.
    pub authorised: Chf,
    /// The sum of all captures so far; at most `authorised`.
    pub captured: Chf,
    /// The sum of all refunds so far; at most `captured`.
    pub refunded: Chf,
    /// Whether nothing more can be captured: TWINT's order is closed.
    pub closed: bool,
}

impl Standing {
    /// Whether money was captured. In `Uncertain` the phase alone does not say so; the captured sum does.
    pub fn has_captured(&self) -> bool {
        match self.phase {
            Phase::PartiallyCaptured | Phase::PartiallyRefunded => true,
            Phase::Created
            | Phase::Pending
            | Phase::Authorised
            | Phase::Uncertain
            | Phase::Captured
            | Phase::Refunded
            | Phase::Cancelled
            | Phase::Failed => !self.captured.is_zero(),
        }
    }

    /// Whether the buyer has done all for the merchant to get the money: it was captured, or is reserved until the merchant captures it.
    pub fn is_secured(&self) -> bool {
        match (self.phase, self.capture) {
            (Phase::Authorised, Capture::Deferred) => true,
            // The money is captured a moment later, or not at all.
            (Phase::Authorised, Capture::Immediate) => false,
            (phase, Capture::Immediate | Capture::Deferred) => phase.is_paid(),
        }
    }

    /// Whether nothing can be captured any more, because the order is closed or all of it was captured.
    pub fn nothing_left(&self) -> bool {
        self.closed || self.captured >= self.authorised
    }

    /// Whether what was captured covers the order. `order_total` is what the shop's order comes to by now, absent where it is gone: then the
    /// authorised amount counts.
    pub fn pays_in_full(&self, order_total: Option<Chf>) -> bool {
        self.captured >= order_total.unwrap_or(self.authorised)
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn money_is_secured_once_it_is_captured_or_reserved_for_later() {
        for &phase in Phase::VARIANTS {
            for capture in [Capture::Immediate, Capture::Deferred] {
                let payment = Standing {
                    phase,
                    capture,
                    reference: "R".parse().unwrap(),
                    authorised: Chf::ZERO,
                    captured: Chf::ZERO,
                    refunded: Chf::ZERO,
                    closed: false,
                };
                let expected = match phase {
                    Phase::PartiallyCaptured
                    | Phase::Captured
                    | Phase::PartiallyRefunded
                    | Phase::Refunded => true,
                    Phase::Authorised => capture == Capture::Deferred,
                    _ => false,
                };
                assert_eq!(payment.is_secured(), expected, "{phase:?} {capture:?}");
            }
        }
    }
}
