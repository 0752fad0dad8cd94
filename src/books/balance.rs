//! Decides what became of a payment's amount: what of it is reserved, kept, paid back or let go.

use super::phases::Phase;
use super::standing::Standing;
use crate::twint::values::money::Chf;

/// What became of a payment's amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What the buyer approved; zero before.
    pub authorised: Chf,
    /// Captured in all, with what was paid back of it.
    pub captured: Chf,
    /// Paid back in all.
    pub refunded: Chf,
    /// Captured and not paid back.
    pub kept: Chf,
    /// Reserved and not captured yet.
    pub open: Chf,
    /// Was reserved, and was given back to the buyer without being captured.
    pub released: Chf,
    /// What was asked for, of which the shares are.
    asked: Chf,
}

impl Balance {
    /// Such a part of what was asked for, in hundredths of a per cent.
    pub fn share(&self, part: Chf) -> u64 {
        let whole = self.asked.rappen().max(1);
        (part.rappen() * 20_000 + whole) / (2 * whole)
    }
}

/// What became of the payment's amount. `was_reserved` says whether the buyer ever approved.
pub fn balance(payment: &Standing, was_reserved: bool) -> Balance {
    let open = open(payment, was_reserved);
    let approved = was_reserved || !payment.captured.is_zero() || !open.is_zero();
    Balance {
        authorised: if approved {
            payment.authorised
        } else {
            Chf::ZERO
        },
        captured: payment.captured,
        refunded: payment.refunded,
        kept: kept(payment),
        open,
        released: released(payment, approved),
        asked: payment.authorised,
    }
}

/// What was captured and not paid back.
pub fn kept(payment: &Standing) -> Chf {
    let kept = payment.captured.checked_sub(payment.refunded);
    kept.unwrap_or(Chf::ZERO)
}

/// What is reserved and not captured yet. While nobody knows how the payment stands, what the buyer approved counts as reserved.
pub fn open(payment: &Standing, was_reserved: bool) -> Chf {
    let is_held = match payment.phase {
        Phase::Authorised | Phase::PartiallyCaptured | Phase::PartiallyRefunded => true,
        Phase::Uncertain => was_reserved,
        Phase::Created
        | Phase::Pending
        | Phase::Captured
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => false,
    };
    never_captured(payment)
        .filter(|_| is_held && !payment.closed)
        .unwrap_or(Chf::ZERO)
}

/// What was reserved of the payment and given back without being captured.
pub fn released(payment: &Standing, was_reserved: bool) -> Chf {
    let never_captured = never_captured(payment).filter(|_| was_reserved);
    match payment.phase {
        Phase::Captured | Phase::Cancelled | Phase::Failed => never_captured,
        Phase::PartiallyCaptured | Phase::PartiallyRefunded | Phase::Refunded => {
            never_captured.filter(|_| payment.closed)
        }
        Phase::Created | Phase::Pending | Phase::Authorised | Phase::Uncertain => None,
    }
    .unwrap_or(Chf::ZERO)
}

fn never_captured(payment: &Standing) -> Option<Chf> {
    payment.authorised.checked_sub(payment.captured)
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::twint::values::order::Capture;

    fn payment(phase: Phase, captured: u64, refunded: u64, closed: bool) -> Standing {
        let chf = |francs: u64| Chf::from_rappen(francs * 100).unwrap();
        Standing {
            phase,
            capture: Capture::Deferred,
            reference: "R".parse().unwrap(),
            authorised: chf(100),
            captured: chf(captured),
            refunded: chf(refunded),
            closed,
        }
    }

    #[test]
    fn what_is_not_captured_is_open_until_it_is_let_go() {
        for (payment, reserved, expected) in [
            (payment(Phase::Pending, 0, 0, false), false, [0, 0, 0, 0]),
            (
                payment(Phase::Authorised, 0, 0, false),
                true,
                [100, 0, 100, 0],
            ),
            (payment(Phase::Uncertain, 0, 0, false), false, [0, 0, 0, 0]),
            (
                payment(Phase::Uncertain, 60, 0, false),
                true,
                [100, 60, 40, 0],
            ),
            (
                payment(Phase::PartiallyCaptured, 60, 0, false),
                true,
                [100, 60, 40, 0],
            ),
            (
                payment(Phase::PartiallyRefunded, 60, 10, false),
                true,
                [100, 50, 40, 0],
            ),
            (
                payment(Phase::PartiallyRefunded, 80, 10, true),
                true,
                [100, 70, 0, 20],
            ),
            (
                payment(Phase::Captured, 80, 0, true),
                true,
                [100, 80, 0, 20],
            ),
            // Captured at once: nobody dated an approval.
            (
                payment(Phase::Captured, 100, 0, true),
                false,
                [100, 100, 0, 0],
            ),
            (
                payment(Phase::Refunded, 60, 60, true),
                true,
                [100, 0, 0, 40],
            ),
            (
                payment(Phase::Cancelled, 0, 0, false),
                true,
                [100, 0, 0, 100],
            ),
            (payment(Phase::Cancelled, 0, 0, false), false, [0, 0, 0, 0]),
            (payment(Phase::Failed, 0, 0, false), true, [100, 0, 0, 100]),
        ] {
            let balance = balance(&payment, reserved);
            let told = [
                balance.authorised,
                balance.kept,
                balance.open,
                balance.released,
            ];
            assert_eq!(told.map(|sum| sum.rappen() / 100), expected, "{payment:?}");
        }
    }

    #[test]
    fn no_franc_of_what_was_approved_is_counted_twice() {
        for &phase in Phase::VARIANTS {
            for (captured, refunded, closed, reserved) in [
                (0, 0, false, true),
                (0, 0, false, false),
                (60, 10, false, true),
                (60, 60, true, true),
                (100, 10, true, true),
            ] {
                let balance = balance(&payment(phase, captured, refunded, closed), reserved);
                let parts = [balance.captured, balance.open, balance.released];
                let sum: u64 = parts.iter().map(|part| part.rappen()).sum();
                assert!(sum <= balance.authorised.rappen(), "{phase:?} {balance:?}");
            }
        }
    }

    #[test]
    fn shares_are_rounded_to_a_hundredth_of_a_per_cent() {
        let mut balance = balance(&payment(Phase::Captured, 100, 0, true), true);
        balance.asked = Chf::from_rappen(4200).unwrap();
        for (rappen, share) in [(0, 0), (4200, 10_000), (1, 2), (1400, 3333), (2800, 6667)] {
            assert_eq!(balance.share(Chf::from_rappen(rappen).unwrap()), share);
        }
    }
}
