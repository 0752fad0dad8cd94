//! Decides what a call that was sent earlier for some news of JTL-Wawi means for them.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::books::operation::OperationState;

/// What became of a call that was sent earlier for some news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EarlierTry {
    /// No call was sent.
    NotSent,
    /// Its outcome is not known yet.
    Underway,
    /// It was carried out.
    Done,
    /// It was refused at once, which counted as a try then.
    Refused,
    /// Its outcome was awaited, and it came to nothing: that counts as a try only now.
    CameToNothing,
}

/// Decides what a call in `state` means, absent where none was sent. `was_awaited` says whether the news waited for its outcome.
pub fn earlier_try(state: Option<OperationState>, was_awaited: bool) -> EarlierTry {
    match (state, was_awaited) {
        (None, _) => EarlierTry::NotSent,
        (Some(OperationState::Sent | OperationState::Unknown), _) => EarlierTry::Underway,
        (Some(OperationState::Done), _) => EarlierTry::Done,
        (Some(OperationState::Refused), false) => EarlierTry::Refused,
        (Some(OperationState::Refused), true) => EarlierTry::CameToNothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_counts_once_however_late_its_outcome_is_known() {
        use OperationState::{Done, Refused, Sent, Unknown};
        for (state, at_once, awaited) in [
            (None, EarlierTry::NotSent, EarlierTry::NotSent),
            (Some(Sent), EarlierTry::Underway, EarlierTry::Underway),
            (Some(Unknown), EarlierTry::Underway, EarlierTry::Underway),
            (Some(Done), EarlierTry::Done, EarlierTry::Done),
            (
                Some(Refused),
                EarlierTry::Refused,
                EarlierTry::CameToNothing,
            ),
        ] {
            assert_eq!(earlier_try(state, false), at_once, "{state:?}");
            assert_eq!(earlier_try(state, true), awaited, "{state:?}");
        }
    }
}
