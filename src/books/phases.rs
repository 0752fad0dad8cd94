//! The life of a payment as one table: from which phase which event leads to which phase, who may report the event, and what the
//! shop has to do then. `docs/phases.md` is drawn from it.
//!
//! Nothing here knows TWINT's protocol or the shop.

use strum::{Display, EnumMessage, IntoStaticStr, VariantArray};

/// Where a payment stands in its life.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// Written down; TWINT has not answered the start yet.
    Created,
    /// TWINT has the order; the buyer has not decided.
    Pending,
    /// The buyer approved: the money is reserved.
    Authorised,
    /// It is not known what TWINT holds; nothing is shipped until it is known.
    Uncertain,
    /// A part was captured, and more may follow.
    PartiallyCaptured,
    /// Captured, and nothing more can be captured.
    Captured,
    /// A part of the captured money was refunded.
    PartiallyRefunded,
    /// All captured money was refunded.
    Refunded,
    /// Cancelled by buyer or merchant, or timed out; no money is held.
    Cancelled,
    /// Declined, or never started at TWINT; no money is held.
    Failed,
}

/// What happened to a payment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Event {
    /// TWINT took the order and waits for the buyer.
    Started,
    /// TWINT refused the start; it holds no order.
    StartRefused,
    /// The answer to the start was lost.
    StartLost,
    /// TWINT holds nothing under the reference of a lost start.
    NotFound,
    /// The buyer approved.
    Approved,
    /// A part was captured, and the order stays open.
    PartCaptured,
    /// Money was captured, and the order is closed.
    Closed,
    /// The answer to a capture was lost.
    CaptureLost,
    /// The buyer or the bank declined.
    Declined,
    /// The time for paying ran out.
    TimedOut,
    /// The buyer cancelled in the shop.
    CancelledByBuyer,
    /// The merchant cancelled.
    CancelledByMerchant,
    /// The answer to a cancellation was lost.
    CancelLost,
    /// A part of the captured money was refunded.
    PartRefunded,
    /// All captured money was refunded.
    FullyRefunded,
    /// The answer to a refund was lost.
    RefundLost,
    /// TWINT's order contradicts the books or is in a state that this version does not know.
    Doubted,
    /// The attempt is over, and the buyer did not try again in time.
    GivenUp,
}

/// Who caused an event, or noticed it first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Actor {
    /// The buyer, on the shop's pay page.
    Buyer,
    /// A person in the shop's backend.
    Admin,
    /// The shop's cron job, which looks after open payments.
    Cron,
    /// JTL-Wawi, the merchant's ERP.
    Wawi,
    /// TWINT itself.
    Twint,
}

/// What the shop has to do after an event, in the order in which it is done. Each duty is safe to carry out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Duty {
    /// Withhold the order from Wawi.
    HoldFromWawi,
    /// Write down until when the reservation is guaranteed.
    NoteGuarantee,
    /// Record captured money that is not recorded yet as an incoming payment.
    RecordPayment,
    /// Set the order's status as the merchant mapped it to the phase.
    SetOrderStatus,
    /// Cancel the shop's order.
    CancelOrder,
    /// Put the order's goods back into stock.
    RestoreStock,
    /// Release the order to Wawi, if it may be shipped in this phase.
    ReleaseToWawi,
    /// Send the confirmation of the order, if it waited for the money or the shop has no page that sends it.
    SendConfirmation,
    /// Send the buyer the mail of the new phase.
    SendMail,
    /// Show the merchant that the payment needs attention.
    NotifyAdmin,
}

use Actor::{Admin, Buyer, Cron, Twint, Wawi};
use Duty::{
    CancelOrder, HoldFromWawi, NoteGuarantee, NotifyAdmin, RecordPayment, ReleaseToWawi,
    RestoreStock, SendConfirmation, SendMail, SetOrderStatus,
};
use Event as E;
use Phase as P;

/// A row of the table: one event in one phase, and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The phase before the event.
    pub from: Phase,
    /// What happened.
    pub event: Event,
    /// The phase after the event.
    pub to: Phase,
    /// Who may cause or report the event.
    pub actors: &'static [Actor],
    /// What the shop has to do, in this order.
    pub duties: &'static [Duty],
}

/// The table has no such transition for this actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{actor} cannot bring {event} to a payment that is {from}")]
pub struct NoTransition {
    /// The payment's phase.
    pub from: Phase,
    /// The event that was reported.
    pub event: Event,
    /// Who reported it.
    pub actor: Actor,
}

const ANYONE: &[Actor] = &[Buyer, Admin, Cron, Wawi, Twint];
/// Actors that decide to move the merchant's money; the buyer is not one of them.
const MERCHANT: &[Actor] = &[Admin, Cron, Wawi];
const MERCHANT_OR_TWINT: &[Actor] = &[Admin, Cron, Wawi, Twint];

/// Duties after money was captured and the order is closed.
const PAID: &[Duty] = &[
    RecordPayment,
    SetOrderStatus,
    ReleaseToWawi,
    SendConfirmation,
    SendMail,
];
const PART_PAID: &[Duty] = &[
    RecordPayment,
    SetOrderStatus,
    ReleaseToWawi,
    SendConfirmation,
];
const APPROVED: &[Duty] = &[
    NoteGuarantee,
    SetOrderStatus,
    ReleaseToWawi,
    SendConfirmation,
];
const DOUBTFUL: &[Duty] = &[HoldFromWawi, SetOrderStatus, NotifyAdmin];
/// Duties after an attempt ended without money: for a while the buyer may try again, so the order keeps its goods.
const ENDED: &[Duty] = &[SetOrderStatus];
const GIVEN_BACK: &[Duty] = &[SetOrderStatus, SendMail];
/// Duties after a reservation ended that the merchant relied on.
const RESERVATION_LOST: &[Duty] = &[HoldFromWawi, SetOrderStatus, NotifyAdmin];
/// Duties after the merchant or the buyer gave a reservation up.
const RESERVATION_RELEASED: &[Duty] = &[HoldFromWawi, SetOrderStatus];
/// Duties after an uncertain payment ended: the pay page promised the buyer a mail.
const ENDED_NOTIFY_BUYER: &[Duty] = &[SetOrderStatus, SendMail];
const APPROVED_NOTIFY_BUYER: &[Duty] = &[
    NoteGuarantee,
    SetOrderStatus,
    ReleaseToWawi,
    SendConfirmation,
    SendMail,
];
/// Duties once the buyer no longer may try again.
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

/// The table, sorted by phase. A transition from a phase to itself without duties means that nothing changed.
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
    edge(P::Created, E::TimedOut, P::Cancelled, ANYONE, ENDED),
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
    edge(P::Pending, E::TimedOut, P::Cancelled, ANYONE, ENDED),
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
    edge(
        P::Authorised,
        E::Declined,
        P::Failed,
        ANYONE,
        RESERVATION_LOST,
    ),
    edge(
        P::Authorised,
        E::TimedOut,
        P::Cancelled,
        ANYONE,
        RESERVATION_LOST,
    ),
    edge(
        P::Authorised,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        RESERVATION_RELEASED,
    ),
    edge(
        P::Authorised,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        RESERVATION_RELEASED,
    ),
    edge(P::Authorised, E::CancelLost, P::Uncertain, ANYONE, DOUBTFUL),
    edge(P::Authorised, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
    //
    edge(
        P::Uncertain,
        E::Started,
        P::Pending,
        ANYONE,
        ENDED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::NotFound,
        P::Failed,
        ANYONE,
        ENDED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::Approved,
        P::Authorised,
        ANYONE,
        APPROVED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::PartCaptured,
        P::PartiallyCaptured,
        MERCHANT_OR_TWINT,
        PART_PAID,
    ),
    edge(P::Uncertain, E::Closed, P::Captured, ANYONE, PAID),
    edge(
        P::Uncertain,
        E::Declined,
        P::Failed,
        ANYONE,
        ENDED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::TimedOut,
        P::Cancelled,
        ANYONE,
        ENDED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::CancelledByBuyer,
        P::Cancelled,
        &[Buyer, Twint],
        ENDED_NOTIFY_BUYER,
    ),
    edge(
        P::Uncertain,
        E::CancelledByMerchant,
        P::Cancelled,
        ANYONE,
        ENDED_NOTIFY_BUYER,
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
    // The phase keeps showing what was paid back, in spite of the doubt; the open operation shows that there is one.
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
    // TWINT contradicts the merchant, who entered that an earlier refund was not carried out.
    edge(
        P::Refunded,
        E::RefundLost,
        P::Refunded,
        MERCHANT,
        &[NotifyAdmin],
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
        &[Buyer, Admin, Cron],
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
    edge(
        P::Failed,
        E::GivenUp,
        P::Failed,
        &[Buyer, Admin, Cron],
        TOO_LATE,
    ),
    edge(P::Failed, E::Doubted, P::Uncertain, ANYONE, DOUBTFUL),
];

/// Looks up what `event`, reported by `actor`, does to a payment in phase `from`.
///
/// # Errors
/// [`NoTransition`] where the table has no such transition, or not for this actor.
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
    /// Whether the buyer may still pay this attempt, or may have paid it unnoticed.
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

    /// Whether the attempt waits for the buyer, who has not decided yet.
    pub fn awaits_buyer(self) -> bool {
        match self {
            Self::Created | Self::Pending => true,
            Self::Authorised
            | Self::Uncertain
            | Self::PartiallyCaptured
            | Self::Captured
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether something may still happen at TWINT to the attempt: it is open, or more can be captured.
    pub fn is_unsettled(self) -> bool {
        match self {
            Self::Created
            | Self::Pending
            | Self::Authorised
            | Self::Uncertain
            | Self::PartiallyCaptured => true,
            Self::Captured
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether money was captured, even if it was refunded later.
    pub fn is_paid(self) -> bool {
        match self {
            Self::PartiallyCaptured | Self::Captured | Self::PartiallyRefunded | Self::Refunded => {
                true
            }
            Self::Created
            | Self::Pending
            | Self::Authorised
            | Self::Uncertain
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether the attempt holds money of the buyer: reserved, or captured and not refunded in full.
    pub fn holds_money(self) -> bool {
        match self {
            Self::Authorised
            | Self::PartiallyCaptured
            | Self::Captured
            | Self::PartiallyRefunded => true,
            Self::Created
            | Self::Pending
            | Self::Uncertain
            | Self::Refunded
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether money is reserved that is lost unless it is captured in time.
    pub fn has_reservation(self) -> bool {
        match self {
            Self::Authorised | Self::PartiallyCaptured => true,
            Self::Created
            | Self::Pending
            | Self::Uncertain
            | Self::Captured
            | Self::PartiallyRefunded
            | Self::Refunded
            | Self::Cancelled
            | Self::Failed => false,
        }
    }

    /// Whether the attempt pays its order, paid it, or may still do so. What was refunded was paid, and nothing is to be captured in its
    /// place.
    pub fn pays_order(self) -> bool {
        !self.is_over()
    }

    /// Whether the attempt ended without a capture: `Cancelled` or `Failed`.
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
    fn each_transition_is_listed_once_and_found_only_by_its_actors() {
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
    fn each_phase_answers_each_question() {
        for (phase, open, unsettled, paid, holds_money, reservation, over) in [
            (P::Created, true, true, false, false, false, false),
            (P::Pending, true, true, false, false, false, false),
            (P::Authorised, true, true, false, true, true, false),
            (P::Uncertain, true, true, false, false, false, false),
            (P::PartiallyCaptured, false, true, true, true, true, false),
            (P::Captured, false, false, true, true, false, false),
            (P::PartiallyRefunded, false, false, true, true, false, false),
            (P::Refunded, false, false, true, false, false, false),
            (P::Cancelled, false, false, false, false, false, true),
            (P::Failed, false, false, false, false, false, true),
        ] {
            assert_eq!(phase.is_open(), open, "{phase:?}");
            assert_eq!(phase.is_unsettled(), unsettled, "{phase:?}");
            assert_eq!(phase.is_paid(), paid, "{phase:?}");
            assert_eq!(phase.holds_money(), holds_money, "{phase:?}");
            assert_eq!(phase.has_reservation(), reservation, "{phase:?}");
            assert_eq!(phase.is_over(), over, "{phase:?}");
            let awaits_buyer = matches!(phase, P::Created | P::Pending);
            assert_eq!(phase.awaits_buyer(), awaits_buyer, "{phase:?}");
            assert_eq!(phase.pays_order(), open || paid, "{phase:?}");
        }
    }

    #[test]
    fn every_phase_can_be_reached_and_every_open_phase_can_be_left() {
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
    fn a_payment_is_recorded_exactly_when_money_was_captured() {
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
    fn stock_is_restored_only_for_a_payment_without_money() {
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
    fn an_uncertain_payment_is_withheld_from_wawi_and_shown_to_the_merchant() {
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
    fn the_buyer_gets_a_mail_when_an_uncertain_payment_is_settled() {
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
    fn an_order_whose_reservation_is_gone_is_withheld_from_wawi() {
        for edge in TRANSITIONS
            .iter()
            .filter(|edge| edge.from == Phase::Authorised)
            .filter(|edge| matches!(edge.to, Phase::Cancelled | Phase::Failed))
        {
            assert!(edge.duties.contains(&HoldFromWawi), "{edge:?}");
        }
    }

    #[test]
    fn the_buyer_never_captures_a_part_or_refunds() {
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
    fn an_ended_payment_becomes_open_again_only_by_a_doubt() {
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
