//! Compares what TWINT and the merchant's books say of the same payment or refund (reconciliation).

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::holding::Holding;
use super::operation::OperationState;
use super::phases::Phase;
use crate::twint::values::money::Amount;

/// A payment or a refund as one side, TWINT or the merchant's books, has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The amount that was asked for.
    pub amount: Amount,
    /// What is held or was moved of it.
    pub holding: Holding,
}

/// What two sides of a payment or a refund amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ReconciliationFinding {
    /// Both sides agree.
    Matched,
    /// The amounts differ.
    AmountDiffers,
    /// TWINT holds or moved money that is open or over in the books.
    PaidThereOpenHere,
    /// The books say that money is held or was moved, and TWINT says that it is not.
    PaidHereNotThere,
    /// The books have money for it, and TWINT does not know it.
    UnknownThere,
    /// TWINT has money for it, and the books do not know it.
    UnknownHere,
}

impl ReconciliationFinding {
    /// Whether the merchant's books may be wrong. What is unknown here can be of another till of the same store.
    pub fn is_alarming(self) -> bool {
        match self {
            Self::Matched | Self::UnknownHere => false,
            Self::AmountDiffers
            | Self::PaidThereOpenHere
            | Self::PaidHereNotThere
            | Self::UnknownThere => true,
        }
    }
}

/// What the books say is held of a payment in this phase.
pub fn payment_holding(phase: Phase) -> Holding {
    match phase {
        Phase::Created | Phase::Pending => Holding::Waiting,
        Phase::Authorised => Holding::Reserved,
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded => {
            Holding::Moved
        }
        Phase::Cancelled | Phase::Failed => Holding::Ended,
        Phase::Uncertain => Holding::Unclear,
    }
}

/// What the books say was moved by a refund in this state.
pub fn refund_holding(state: OperationState) -> Holding {
    match state {
        OperationState::Done => Holding::Moved,
        OperationState::Refused => Holding::Ended,
        OperationState::Sent | OperationState::Unknown => Holding::Unclear,
    }
}

/// Compares the record at TWINT with the one in the books; `None` for a side that has none. Returns `None` where one side has no record and
/// the other has no money in it, so that there is nothing to compare.
pub fn reconcile(there: Option<&Record>, here: Option<&Record>) -> Option<ReconciliationFinding> {
    match (there, here) {
        (None, None) => None,
        (None, Some(here)) => is_money(here.holding).then_some(ReconciliationFinding::UnknownThere),
        (Some(there), None) => {
            is_money(there.holding).then_some(ReconciliationFinding::UnknownHere)
        }
        (Some(there), Some(here)) if there.amount != here.amount => {
            Some(ReconciliationFinding::AmountDiffers)
        }
        (Some(there), Some(here)) => Some(compare(there.holding, here.holding)),
    }
}

fn compare(there: Holding, here: Holding) -> ReconciliationFinding {
    match (there, here) {
        (
            Holding::Waiting | Holding::Ended | Holding::Unclear,
            Holding::Waiting | Holding::Ended | Holding::Unclear,
        )
        | (Holding::Reserved, Holding::Reserved)
        // Between two parts of a capture TWINT may still call it reserved.
        | (Holding::Reserved | Holding::Moved, Holding::Moved) => ReconciliationFinding::Matched,
        (
            Holding::Reserved | Holding::Moved,
            Holding::Waiting | Holding::Reserved | Holding::Ended | Holding::Unclear,
        ) => ReconciliationFinding::PaidThereOpenHere,
        (
            Holding::Waiting | Holding::Ended | Holding::Unclear,
            Holding::Reserved | Holding::Moved,
        ) => ReconciliationFinding::PaidHereNotThere,
    }
}

fn is_money(holding: Holding) -> bool {
    match holding {
        Holding::Reserved | Holding::Moved => true,
        Holding::Waiting | Holding::Ended | Holding::Unclear => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Holding::{Ended, Moved, Reserved, Unclear, Waiting};
    use ReconciliationFinding::{
        AmountDiffers, Matched, PaidHereNotThere, PaidThereOpenHere, UnknownHere, UnknownThere,
    };

    fn record(amount: &str, holding: Holding) -> Record {
        Record {
            amount: Amount::new(amount, "CHF").unwrap(),
            holding,
        }
    }

    fn found(there: Option<Holding>, here: Option<Holding>) -> Option<ReconciliationFinding> {
        let [there, here] = [there, here].map(|side| side.map(|holding| record("42.00", holding)));
        reconcile(there.as_ref(), here.as_ref())
    }

    #[test]
    fn each_two_sides_have_their_finding() {
        let there = [Waiting, Reserved, Moved, Ended, Unclear];
        let (open, lost) = (PaidThereOpenHere, PaidHereNotThere);
        for (here, findings, alone) in [
            (Waiting, [Matched, open, open, Matched, Matched], None),
            (
                Reserved,
                [lost, Matched, open, lost, lost],
                Some(UnknownThere),
            ),
            (
                Moved,
                [lost, Matched, Matched, lost, lost],
                Some(UnknownThere),
            ),
            (Ended, [Matched, open, open, Matched, Matched], None),
            (Unclear, [Matched, open, open, Matched, Matched], None),
        ] {
            for (there, finding) in there.into_iter().zip(findings) {
                let both = found(Some(there), Some(here));
                assert_eq!(both, Some(finding), "{there:?} there, {here:?} here");
            }
            assert_eq!(found(None, Some(here)), alone, "{here:?} here alone");
        }
        let alone = [None, Some(UnknownHere), Some(UnknownHere), None, None];
        for (there, finding) in there.into_iter().zip(alone) {
            assert_eq!(found(Some(there), None), finding, "{there:?} there alone");
        }
        assert_eq!(found(None, None), None);
    }

    #[test]
    fn another_amount_is_a_difference_whatever_is_held() {
        for &there in Holding::VARIANTS {
            for &here in Holding::VARIANTS {
                let finding = reconcile(Some(&record("42", there)), Some(&record("42.01", here)));
                assert_eq!(finding, Some(AmountDiffers), "{there:?} {here:?}");
            }
        }
        let written_otherwise = record("+42.000", Moved);
        let finding = reconcile(Some(&written_otherwise), Some(&record("42", Moved)));
        assert_eq!(finding, Some(Matched));
    }

    #[test]
    fn a_difference_alarms_unless_another_till_may_have_made_it() {
        for &finding in ReconciliationFinding::VARIANTS {
            let alarms = !matches!(finding, Matched | UnknownHere);
            assert_eq!(finding.is_alarming(), alarms, "{finding:?}");
        }
    }

    #[test]
    fn the_books_say_what_is_held_in_each_phase_and_of_each_refund() {
        for (phase, holding) in [
            (Phase::Created, Waiting),
            (Phase::Pending, Waiting),
            (Phase::Authorised, Reserved),
            (Phase::Uncertain, Unclear),
            (Phase::PartiallyCaptured, Moved),
            (Phase::Captured, Moved),
            (Phase::PartiallyRefunded, Moved),
            (Phase::Refunded, Moved),
            (Phase::Cancelled, Ended),
            (Phase::Failed, Ended),
        ] {
            assert_eq!(payment_holding(phase), holding, "{phase:?}");
        }
        for (state, holding) in [
            (OperationState::Sent, Unclear),
            (OperationState::Done, Moved),
            (OperationState::Refused, Ended),
            (OperationState::Unknown, Unclear),
        ] {
            assert_eq!(refund_holding(state), holding, "{state:?}");
        }
    }
}
