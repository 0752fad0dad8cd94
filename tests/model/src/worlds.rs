//! The worlds that are walked: how the merchant captures, and a TWINT.

use std::fmt;

use twint::twint::values::order::Capture;

use crate::quirks::{
    BetweenParts, CollidingReversal, FailureReason, HowOften, Moment, No, PartialCaptures, Quirks,
    Reversal, Unknown,
};

/// Who moves money by decision, beside the plugin itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hands {
    /// A merchant at the forms.
    Admin,
    /// Wawi.
    Wawi,
    /// A merchant at the forms, and Wawi beside them.
    Both,
}

/// A world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct World {
    /// Whether the plugin captures by itself.
    pub capture: Capture,
    /// Who moves money by decision.
    pub hands: Hands,
    /// How TWINT behaves.
    pub quirks: Quirks,
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let capture = match self.capture {
            Capture::Immediate => "immediate",
            Capture::Deferred => "deferred",
        };
        write!(f, "{capture}, {:?}, {}", self.hands, self.quirks)
    }
}

/// Every way to capture and whoever moves the money, in a TWINT with each quirk alone.
pub fn every_world() -> Vec<World> {
    let ways = [
        (Capture::Immediate, Hands::Admin),
        (Capture::Deferred, Hands::Admin),
        (Capture::Deferred, Hands::Wawi),
    ];
    every_quirk_alone()
        .into_iter()
        .flat_map(|quirks| {
            ways.map(|(capture, hands)| World {
                capture,
                hands,
                quirks,
            })
        })
        .collect()
}

/// Every quirk alone, the usual TWINT first, and the two that matter together.
pub fn every_quirk_alone() -> Vec<Quirks> {
    let usual = Quirks::default();
    let mut all = vec![usual];
    for often in [HowOften::First(1), HowOften::First(2), HowOften::Always] {
        all.extend([
            Quirks {
                confirm_without_effect: often,
                ..usual
            },
            Quirks {
                confirm_shows_state_before: often,
                ..usual
            },
            Quirks {
                cancel_without_effect: often,
                ..usual
            },
            Quirks {
                cancel_shows_state_before: often,
                ..usual
            },
        ]);
    }
    all.push(Quirks {
        confirm_in_wrong_state: No::Unclear,
        ..usual
    });
    for partial_captures in [
        PartialCaptures::One,
        PartialCaptures::Refused(No::Invalid),
        PartialCaptures::Refused(No::Conflict),
        PartialCaptures::Refused(No::Unclear),
    ] {
        all.push(Quirks {
            partial_captures,
            ..usual
        });
    }
    for between_parts in [BetweenParts::SaysPartialOk, BetweenParts::SaysPending] {
        all.push(Quirks {
            between_parts,
            ..usual
        });
    }
    all.push(Quirks {
        closed_with_rest_says_ok: true,
        ..usual
    });
    all.push(Quirks {
        hides_sums: true,
        ..usual
    });
    all.push(Quirks {
        cancel_releases_rest: true,
        ..usual
    });
    all.extend(quirks_of_reversals());
    for reason in [
        FailureReason::ClientAbort,
        FailureReason::MerchantAbort,
        FailureReason::GeneralError,
    ] {
        all.extend([
            Quirks {
                decline_reason: reason,
                ..usual
            },
            Quirks {
                expiry_reason: reason,
                ..usual
            },
        ]);
    }
    for word in [Unknown::Reason, Unknown::Status] {
        for moment in [
            Moment::AwaitingCustomer,
            Moment::AwaitingConfirmation,
            Moment::BetweenParts,
            Moment::Closed,
            Moment::Failed,
            Moment::Reversal,
        ] {
            all.push(Quirks {
                unknown: Some((word, moment)),
                ..usual
            });
        }
    }
    all
}

fn quirks_of_reversals() -> Vec<Quirks> {
    let usual = Quirks::default();
    let mut all = Vec::new();
    for reversal in [Reversal::NeedsConfirmation, Reversal::SettlesLater] {
        all.push(Quirks { reversal, ..usual });
    }
    for collision in [
        CollidingReversal::Accepted,
        CollidingReversal::Refused,
        CollidingReversal::RefusedThoughDone,
        CollidingReversal::AnswersExisting,
    ] {
        all.push(Quirks {
            colliding_reversal: Some(collision),
            ..usual
        });
    }
    // Together they leave a refund in progress for a reason that nobody knows.
    for reversal in [Reversal::NeedsConfirmation, Reversal::SettlesLater] {
        all.push(Quirks {
            unknown: Some((Unknown::Reason, Moment::Reversal)),
            reversal,
            ..usual
        });
    }
    all
}
