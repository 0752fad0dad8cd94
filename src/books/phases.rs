//! The life of a payment: which event moves which phase where, who may do it, and what the shop has to do then.
//!
//! One table, asked by whoever keeps transactions. Nothing here knows TWINT's wire or the shop.

use strum::{Display, EnumMessage, IntoStaticStr, VariantArray};

/// Where a payment stands for the merchant.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// Noted; TWINT has not answered yet.
    Created,
    /// The buyer has not decided.
    Pending,
    /// Approved: the money is reserved.
    Authorised,
    /// It cannot be told what TWINT holds; nothing is shipped until it can.
    Uncertain,
    /// A part was taken, more may follow.
    PartiallyCaptured,
    /// Taken, and nothing more to come.
    Captured,
    /// A part was given back.
    PartiallyRefunded,
    /// All was given back.
    Refunded,
    /// Ended by buyer, merchant or time; no money is held.
    Cancelled,
    /// Declined or never begun; no money is held.
    Failed,
}

/// What happened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Event {
    /// TWINT took the order and waits for the buyer.
    Started,
    /// TWINT did not take it; nothing exists there.
    StartRefused,
    /// No answer to the start.
    StartLost,
    /// TWINT holds nothing under the reference of a lost start.
    NotFound,
    /// The buyer approved.
    Approved,
    /// A part was taken, the order stays open.
    PartCaptured,
    /// Taken, and the order is closed.
    Closed,
    /// No answer to a capture.
    CaptureLost,
    /// The buyer or the bank said no.
    Declined,
    /// Nobody decided in time.
    TimedOut,
    /// The buyer changed their mind in the shop.
    CancelledByBuyer,
    /// The merchant ended it.
    CancelledByMerchant,
    /// No answer to a cancellation.
    CancelLost,
    /// A part was given back.
    PartRefunded,
    /// All that was taken was given back.
    FullyRefunded,
    /// No answer to a refund.
    RefundLost,
    /// TWINT says what should not be.
    Doubted,
    /// The attempt is over and nobody tried again in time.
    GivenUp,
}

/// Who did it, or was the first to notice.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Actor {
    /// On the pay page.
    Buyer,
    /// In the shop's backend.
    Admin,
    /// The sweep.
    Cron,
    /// JTL-Wawi, the merchant's ERP.
    Wawi,
    /// TWINT by itself.
    Twint,
}

/// What the shop has to do; each is safe to do again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Duty {
    /// Record what was captured and not recorded yet as an incoming payment.
    RecordPayment,
    /// Set the order's status as the merchant mapped it to the phase.
    SetOrderStatus,
    /// Let Wawi have the order, if it may be shipped in this phase.
    ReleaseToWawi,
    /// Keep the order from Wawi.
    HoldFromWawi,
    /// Tell the buyer.
    SendMail,
    /// Cancel the shop's order.
    CancelOrder,
    /// Give the stock back.
    RestoreStock,
    /// Show the merchant that something needs a look.
    NotifyAdmin,
    /// Note until when the reservation is guaranteed.
    NoteGuarantee,
}

use Actor::{Admin, Buyer, Cron, Twint, Wawi};
use Duty::{
    CancelOrder, HoldFromWawi, NoteGuarantee, NotifyAdmin, RecordPayment, ReleaseToWawi,
    RestoreStock, SendMail, SetOrderStatus,
};
use Event as E;
use Phase as P;

/// An edge of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// Before.
    pub from: Phase,
    /// What happened.
    pub event: Event,
    /// After.
    pub to: Phase,
    /// Who may do it or notice it.
    pub actors: &'static [Actor],
    /// What the shop has to do, in this order.
    pub duties: &'static [Duty],
}

/// Why there is no such edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{actor} cannot bring {event} to a payment that is {from}")]
pub struct NoTransition {
    /// Before.
    pub from: Phase,
    /// What happened.
    pub event: Event,
    /// Who wanted it.
    pub actor: Actor,
}

const ANYONE: &[Actor] = &[Buyer, Admin, Cron, Wawi, Twint];
/// Those who move money by decision.
const MERCHANT: &[Actor] = &[Admin, Cron, Wawi];
const MERCHANT_OR_TWINT: &[Actor] = &[Admin, Cron, Wawi, Twint];

/// What is owed when money was taken and the order is closed.
const PAID: &[Duty] = &[RecordPayment, SetOrderStatus, ReleaseToWawi, SendMail];
const PART_PAID: &[Duty] = &[RecordPayment, SetOrderStatus, ReleaseToWawi];
const APPROVED: &[Duty] = &[NoteGuarantee, SetOrderStatus, ReleaseToWawi];
const DOUBTFUL: &[Duty] = &[HoldFromWawi, SetOrderStatus, NotifyAdmin];
const ENDED: &[Duty] = &[SetOrderStatus];
const GIVEN_BACK: &[Duty] = &[SetOrderStatus, SendMail];
/// A reservation that was counted on is gone.
const LOST: &[Duty] = &[HoldFromWawi, SetOrderStatus, NotifyAdmin];
/// A reservation was given up by decision.
const FREED: &[Duty] = &[HoldFromWawi, SetOrderStatus];
/// The buyer was promised to hear of it.
const ENDED_AND_TOLD: &[Duty] = &[SetOrderStatus, SendMail];
const APPROVED_AND_TOLD: &[Duty] = &[NoteGuarantee, SetOrderStatus, ReleaseToWawi, SendMail];
const TOO_LATE_AND_TOLD: &[Duty] = &[SetOrderStatus, CancelOrder, RestoreStock, SendMail];
const TOO_LATE: &[Duty] = &[SetOrderStatus, CancelOrder, RestoreStock];
const NOTHING: &[Duty] = &[];

const fn edge(
    from: Phase,
    event: Event,
    to: Phase,
    actors: &'static [Actor],
    duties: &'static [Duty],
) -> Transition {
    Transition {
        from,
        event,
        to,
        actors,
        duties,
    }
}

/// The table, by phase. An edge from a phase to itself without duties means "nothing new".
pub const TRANSITIONS: &[Transition] = &[
    edge(P::Created, E::Started, P::Pending, ANYONE, NOTHING),
    edge(P::Created, E::StartRefused, P::Failed, ANYONE, ENDED),
    edge(P::Created, E::StartLost, P::Uncertain, ANYONE, DOUBTFUL),
    edge(P::Created, E::NotFound, P::Failed, ANYONE, ENDED),
    edge(P::Created, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
    // The answer to the start may have been lost in a crash, and found again only now.
    edge(P::Created, E::Approved, P::Authorised, ANYONE, APPROVED),
    edge(P::Created, E::Closed, P::Captured, ANYONE, PAID),
    edge(P::Created, E::Declined, P::Failed, ANYONE, ENDED),
    edge(P::Created, E::TimedOut, P::Cancelled, ANYONE, TOO_LATE),
    edge(
        P::Created,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        ENDED,
    ),
    //
    edge(P::Pending, E::Started, P::Pending, ANYONE, NOTHING),
    edge(P::Pending, E::Approved, P::Authorised, ANYONE, APPROVED),
    edge(
        P::Pending,
        E::PartCaptured,
        P::PartiallyCaptured,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(P::Pending, E::Closed, P::Captured, ANYONE, PAID),
    edge(P::Pending, E::CaptureLost, P::Uncertain, ANYONE, DOUBTFUL),
    edge(P::Pending, E::Declined, P::Failed, ANYONE, ENDED),
    edge(P::Pending, E::TimedOut, P::Cancelled, ANYONE, TOO_LATE),
    edge(
        P::Pending,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        ENDED,
    ),
    edge(
        P::Pending,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        ENDED,
    ),
    edge(P::Pending, E::CancelLost, P::Uncertain, ANYONE, DOUBTFUL),
    edge(P::Pending, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
    //
    edge(P::Authorised, E::Approved, P::Authorised, ANYONE, NOTHING),
    edge(
        P::Authorised,
        E::PartCaptured,
        P::PartiallyCaptured,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(P::Authorised, E::Closed, P::Captured, ANYONE, PAID),
    edge(
        P::Authorised,
        E::CaptureLost,
        P::Uncertain,
        ANYONE,
        DOUBTFUL,
    ),
    edge(P::Authorised, E::Declined, P::Failed, ANYONE, LOST),
    edge(P::Authorised, E::TimedOut, P::Cancelled, ANYONE, LOST),
    edge(
        P::Authorised,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        FREED,
    ),
    edge(
        P::Authorised,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        FREED,
    ),
    edge(P::Authorised, E::CancelLost, P::Uncertain, ANYONE, DOUBTFUL),
    edge(P::Authorised, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
    //
    edge(P::Uncertain, E::Started, P::Pending, ANYONE, ENDED_AND_TOLD),
    edge(P::Uncertain, E::NotFound, P::Failed, ANYONE, ENDED_AND_TOLD),
    edge(
        P::Uncertain,
        E::Approved,
        P::Authorised,
        ANYONE,
        APPROVED_AND_TOLD,
    ),
    edge(
        P::Uncertain,
        E::PartCaptured,
        P::PartiallyCaptured,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(P::Uncertain, E::Closed, P::Captured, ANYONE, PAID),
    edge(P::Uncertain, E::Declined, P::Failed, ANYONE, ENDED_AND_TOLD),
    edge(
        P::Uncertain,
        E::TimedOut,
        P::Cancelled,
        ANYONE,
        TOO_LATE_AND_TOLD,
    ),
    edge(
        P::Uncertain,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        ENDED_AND_TOLD,
    ),
    edge(
        P::Uncertain,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        ENDED_AND_TOLD,
    ),
    edge(P::Uncertain, E::StartLost, P::Uncertain, ANYONE, NOTHING),
    edge(P::Uncertain, E::CaptureLost, P::Uncertain, ANYONE, NOTHING),
    edge(P::Uncertain, E::CancelLost, P::Uncertain, ANYONE, NOTHING),
    edge(P::Uncertain, E::Doubted, P::Uncertain, ANYONE, NOTHING),
    //
    edge(
        P::PartiallyCaptured,
        E::PartCaptured,
        P::PartiallyCaptured,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(
        P::PartiallyCaptured,
        E::Closed,
        P::Captured,
        MERCHANT_OR_TWINT,
        PAID,
    ),
    edge(
        P::PartiallyCaptured,
        E::CaptureLost,
        P::Uncertain,
        MERCHANT,
        DOUBTFUL,
    ),
    edge(
        P::PartiallyCaptured,
        E::PartRefunded,
        P::PartiallyRefunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::PartiallyCaptured,
        E::FullyRefunded,
        P::Refunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::PartiallyCaptured,
        E::RefundLost,
        P::PartiallyCaptured,
        MERCHANT,
        &[NotifyAdmin],
    ),
    edge(
        P::PartiallyCaptured,
        E::Doubted,
        P::Uncertain,
        ANYONE,
        DOUBTFUL,
    ),
    //
    edge(P::Captured, E::Closed, P::Captured, ANYONE, NOTHING),
    edge(
        P::Captured,
        E::PartRefunded,
        P::PartiallyRefunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::Captured,
        E::FullyRefunded,
        P::Refunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::Captured,
        E::RefundLost,
        P::Captured,
        MERCHANT,
        &[NotifyAdmin],
    ),
    //
    edge(
        P::PartiallyRefunded,
        E::PartCaptured,
        P::PartiallyRefunded,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(
        P::PartiallyRefunded,
        E::Closed,
        P::PartiallyRefunded,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    // What was paid back must not be forgotten over a doubt; the operation says that there is one.
    edge(
        P::PartiallyRefunded,
        E::CaptureLost,
        P::PartiallyRefunded,
        MERCHANT,
        &[NotifyAdmin],
    ),
    edge(
        P::PartiallyRefunded,
        E::PartRefunded,
        P::PartiallyRefunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::PartiallyRefunded,
        E::FullyRefunded,
        P::Refunded,
        MERCHANT,
        GIVEN_BACK,
    ),
    edge(
        P::PartiallyRefunded,
        E::RefundLost,
        P::PartiallyRefunded,
        MERCHANT,
        &[NotifyAdmin],
    ),
    //
    edge(P::Refunded, E::Closed, P::Refunded, ANYONE, NOTHING),
    edge(
        P::Refunded,
        E::FullyRefunded,
        P::Refunded,
        MERCHANT,
        NOTHING,
    ),
    //
    edge(P::Cancelled, E::TimedOut, P::Cancelled, ANYONE, NOTHING),
    edge(
        P::Cancelled,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        NOTHING,
    ),
    edge(
        P::Cancelled,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        NOTHING,
    ),
    edge(P::Cancelled, E::Declined, P::Cancelled, ANYONE, NOTHING),
    edge(
        P::Cancelled,
        E::GivenUp,
        P::Cancelled,
        &[Admin, Cron],
        TOO_LATE,
    ),
    edge(P::Cancelled, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
    //
    edge(P::Failed, E::Declined, P::Failed, ANYONE, NOTHING),
    edge(P::Failed, E::TimedOut, P::Failed, ANYONE, NOTHING),
    edge(P::Failed, E::NotFound, P::Failed, ANYONE, NOTHING),
    edge(
        P::Failed,
        E::CancelledByMerchant,
        P::Failed,
        ANYONE,
        NOTHING,
    ),
    edge(P::Failed, E::GivenUp, P::Failed, &[Admin, Cron], TOO_LATE),
    edge(P::Failed, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
];

/// Looks the edge up.
pub fn transition(
    from: Phase,
    event: Event,
    actor: Actor,
) -> Result<&'static Transition, NoTransition> {
    TRANSITIONS
        .iter()
        .find(|edge| edge.from == from && edge.event == event && edge.actors.contains(&actor))
        .ok_or(NoTransition { from, event, actor })
}

impl Phase {
    /// Whether the buyer may still pay this attempt, or may have.
    pub fn is_open(self) -> bool {
        match self {
            Self::Created | Self::Pending | Self::Authorised | Self::Uncertain => true,
            Self::PartiallyCaptured
            | Self::Captured
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether the attempt ended without money.
    pub fn is_over(self) -> bool {
        match self {
            Self::Cancelled | Self::Failed => true,
            Self::Created
            | Self::Pending
            | Self::Authorised
            | Self::Uncertain
            | Self::PartiallyCaptured
            | Self::Captured
            | Self::PartiallyRefunded
            | Self::Refunded => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edge_stands_once_and_is_found_by_those_who_may_use_it_only() {
        for &phase in Phase::VARIANTS {
            for &event in Event::VARIANTS {
                let edges: Vec<_> = TRANSITIONS
                    .iter()
                    .filter(|edge| edge.from == phase && edge.event == event)
                    .collect();
                assert!(edges.len() <= 1, "{phase:?} {event:?}");
                for &actor in Actor::VARIANTS {
                    let found = transition(phase, event, actor);
                    match edges.first().filter(|edge| edge.actors.contains(&actor)) {
                        Some(edge) => assert_eq!(found, Ok(*edge)),
                        None => assert_eq!(
                            found,
                            Err(NoTransition {
                                from: phase,
                                event,
                                actor
                            })
                        ),
                    }
                }
            }
        }
    }

    #[test]
    fn every_phase_can_be_reached_and_every_open_one_can_end() {
        let mut reached = vec![Phase::Created];
        while let Some(edge) = TRANSITIONS
            .iter()
            .find(|edge| reached.contains(&edge.from) && !reached.contains(&edge.to))
        {
            reached.push(edge.to);
        }
        assert_eq!(reached.len(), Phase::VARIANTS.len());
        for &phase in Phase::VARIANTS.iter().filter(|phase| phase.is_open()) {
            assert!(
                TRANSITIONS
                    .iter()
                    .any(|edge| edge.from == phase && !edge.to.is_open()),
                "{phase:?}"
            );
        }
        for &event in Event::VARIANTS {
            assert!(
                TRANSITIONS.iter().any(|edge| edge.event == event),
                "{event:?} leads nowhere"
            );
        }
    }

    #[test]
    fn money_that_was_taken_is_recorded_and_only_then() {
        for edge in TRANSITIONS {
            let takes = matches!(edge.event, Event::PartCaptured | Event::Closed);
            let nothing_new = edge.from == edge.to && edge.duties.is_empty();
            assert_eq!(
                edge.duties.contains(&RecordPayment),
                takes && !nothing_new,
                "{edge:?}"
            );
        }
    }

    #[test]
    fn stock_is_given_back_only_when_no_money_is_held_and_the_order_is_over() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.duties.contains(&RestoreStock))
        {
            assert!(
                matches!(edge.to, Phase::Cancelled | Phase::Failed),
                "{edge:?}"
            );
            assert!(edge.duties.contains(&CancelOrder), "{edge:?}");
        }
    }

    #[test]
    fn what_is_uncertain_is_held_from_the_erp_and_shown_to_the_merchant() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.to == Phase::Uncertain && edge.from != edge.to)
        {
            assert!(
                edge.duties.contains(&HoldFromWawi) && edge.duties.contains(&NotifyAdmin),
                "{edge:?}"
            );
        }
    }

    #[test]
    fn whoever_waits_for_what_is_uncertain_hears_how_it_ended() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.from == Phase::Uncertain && edge.to != edge.from)
        {
            // A part is captured by the merchant, who knows whom to tell.
            let by_merchant = edge.to == Phase::PartiallyCaptured;
            assert_eq!(edge.duties.contains(&SendMail), !by_merchant, "{edge:?}");
        }
    }

    #[test]
    fn an_order_whose_reservation_is_gone_is_held_from_the_erp() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.from == Phase::Authorised)
            .filter(|edge| matches!(edge.to, Phase::Cancelled | Phase::Failed))
        {
            assert!(edge.duties.contains(&HoldFromWawi), "{edge:?}");
        }
    }

    #[test]
    fn a_buyer_never_moves_the_merchants_money() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.actors.contains(&Buyer))
        {
            assert!(
                !matches!(
                    edge.event,
                    Event::PartRefunded | Event::FullyRefunded | Event::PartCaptured
                ),
                "{edge:?}"
            );
        }
    }

    #[test]
    fn money_never_returns_from_an_end_to_an_open_phase_without_doubt() {
        let ended =
            |phase: Phase| matches!(phase, Phase::Cancelled | Phase::Failed | Phase::Refunded);
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| ended(edge.from) && !ended(edge.to))
        {
            assert_eq!(edge.event, Event::Doubted, "{edge:?}");
        }
    }
}
