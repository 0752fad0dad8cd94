//! The worlds that are walked: how the merchant captures, and a TWINT.

use std::fmt;

use twint::twint::values::order::Capture;

use crate::quirks::{
    BetweenParts, CollidingReversal, Empty, FailureReason, HowOften, Moment, No, PartialCaptures,
    Quirks, Reversal, Sums, Unknown,
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

impl Hands {
    /// Whether a merchant sits at the forms.
    pub fn include_admin(self) -> bool {
        match self {
            Self::Admin | Self::Both => true,
            Self::Wawi => false,
        }
    }

    /// Whether Wawi tells of the order.
    pub fn include_wawi(self) -> bool {
        match self {
            Self::Wawi | Self::Both => true,
            Self::Admin => false,
        }
    }
}

/// Where a walk begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Begin {
    /// Where the start is about to be sent.
    Start,
    /// Where the buyer has approved and the books know it: from here on merchant and Wawi can capture.
    Approval,
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
    /// Where the walk begins.
    pub begin: Begin,
}

impl World {
    /// How deep this world is walked where most are walked so deep.
    ///
    /// Where merchant and Wawi both act, about three times as many states lie within the same depth from the start. What they do to money
    /// is walked from the approval on, as deep as the rest; before that they can only cancel, for which two steps less are enough.
    pub fn depth(&self, most: usize) -> usize {
        match (self.hands, self.begin) {
            (Hands::Admin | Hands::Wawi, Begin::Start | Begin::Approval)
            | (Hands::Both, Begin::Approval) => most,
            (Hands::Both, Begin::Start) => most.saturating_sub(2),
        }
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let capture = match self.capture {
            Capture::Immediate => "immediate",
            Capture::Deferred => "deferred",
        };
        let begin = match self.begin {
            Begin::Start => "",
            Begin::Approval => " from the approval on",
        };
        write!(f, "{capture}, {:?}{begin}, {}", self.hands, self.quirks)
    }
}

/// Every way to capture and whoever moves the money, in a TWINT with each quirk alone.
///
/// Merchant and Wawi together are walked from the approval on, where what TWINT does before makes no difference: until then neither of
/// them moves money, and both can only cancel. So from the start they are walked in the usual TWINT and in those that cancel in another way.
pub fn every_world() -> Vec<World> {
    let apart = [
        (Capture::Immediate, Hands::Admin),
        (Capture::Deferred, Hands::Admin),
        (Capture::Deferred, Hands::Wawi),
    ];
    let mut worlds = Vec::new();
    for quirks in every_quirk_alone() {
        worlds.extend(apart.map(|(capture, hands)| World {
            capture,
            hands,
            quirks,
            begin: Begin::Start,
        }));
        let is_usual = quirks == Quirks::default();
        let together = [
            (Begin::Approval, quirks.strikes_after_approval()),
            (Begin::Start, quirks.changes_cancellation()),
        ];
        for (begin, matters) in together {
            if is_usual || matters {
                worlds.push(World {
                    capture: Capture::Deferred,
                    hands: Hands::Both,
                    quirks,
                    begin,
                });
            }
        }
    }
    worlds
}

/// Every quirk alone, the usual TWINT first, and those that say more together.
pub fn every_quirk_alone() -> Vec<Quirks> {
    let usual = Quirks::default();
    let mut all = vec![usual];
    for often in [
        HowOften::First(1),
        HowOften::First(2),
        HowOften::First(3),
        HowOften::Always,
    ] {
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
    for sums in [Sums::Hidden, Sums::AlsoAuthorised] {
        all.push(Quirks { sums, ..usual });
    }
    for empty in [
        Empty::Token,
        Empty::Link,
        Empty::AuthorisedAmount,
        Empty::All,
    ] {
        all.push(Quirks {
            empty: Some(empty),
            ..usual
        });
    }
    all.push(Quirks {
        cancel_releases_rest: true,
        ..usual
    });
    all.extend(quirks_of_reversals());
    all.extend(quirks_of_words());
    all
}

/// Words that TWINT may say in the place of others.
fn quirks_of_words() -> Vec<Quirks> {
    let usual = Quirks::default();
    let mut all = Vec::new();
    for reason in [
        FailureReason::ClientTimeout,
        FailureReason::ClientAbort,
        FailureReason::CustomerAbort,
        FailureReason::MerchantAbort,
        FailureReason::GeneralError,
    ] {
        let others = [
            Quirks {
                decline_reason: reason,
                ..usual
            },
            Quirks {
                expiry_reason: reason,
                ..usual
            },
        ];
        all.extend(others.into_iter().filter(|quirks| *quirks != usual));
    }
    for word in [Unknown::Reason, Unknown::Status] {
        for moment in [
            Some(Moment::AwaitingCustomer),
            Some(Moment::AwaitingConfirmation),
            Some(Moment::BetweenParts),
            Some(Moment::Closed),
            Some(Moment::Failed),
            Some(Moment::Reversal),
            None,
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
    // A search is cut short where several orders bear one reference: where the reversal was made.
    for collision in [
        CollidingReversal::Accepted,
        CollidingReversal::RefusedThoughDone,
    ] {
        all.push(Quirks {
            colliding_reversal: Some(collision),
            finds_newest_only: true,
            ..usual
        });
    }
    all.push(Quirks {
        over_refund: No::Invalid,
        ..usual
    });
    // Together they leave a refund in progress for a reason that nobody knows.
    for reversal in [Reversal::NeedsConfirmation, Reversal::SettlesLater] {
        all.push(Quirks {
            unknown: Some((Unknown::Reason, Some(Moment::Reversal))),
            reversal,
            ..usual
        });
    }
    all
}
