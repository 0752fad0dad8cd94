//! Decides whether the merchant may enter that a call was not carried out, after TWINT was asked about it once more, and whether what TWINT
//! shows later contradicts that.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::next_step::ObservedOrder;
use super::operation::OperationKind;
use crate::twint::values::order::{OrderState, Reason, Status};

/// What TWINT answered about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered<'a> {
    /// TWINT could not be asked.
    Nothing,
    /// TWINT has another order under the call's reference.
    AnotherOrder,
    /// TWINT has the call's order, which looks like this.
    ItsOrder(ObservedOrder<'a>),
}

/// Why the merchant may not enter that a call was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DenialRefusal {
    /// TWINT could not be asked, so that it may know better.
    NotAsked,
    /// TWINT has it, and may carry it out yet.
    StillUnderway,
    /// What TWINT shows can mean that it was carried out.
    MayBeDone,
}

/// Decides whether the merchant may enter that a call was not carried out, as TWINT's portal shows it.
pub fn why_not_denied(kind: OperationKind, answered: Answered) -> Option<DenialRefusal> {
    match (kind, answered) {
        // No answer of TWINT would tell whether such a call was carried out.
        (OperationKind::Start | OperationKind::Capture | OperationKind::Cancel, _)
        | (OperationKind::Refund, Answered::AnotherOrder) => None,
        (OperationKind::Refund, Answered::Nothing) => Some(DenialRefusal::NotAsked),
        (OperationKind::Refund, Answered::ItsOrder(reversal)) => match reversal.state {
            OrderState::AwaitingCustomer | OrderState::AwaitingConfirmation => {
                Some(DenialRefusal::StillUnderway)
            }
            OrderState::Succeeded | OrderState::PartiallySucceeded => {
                Some(DenialRefusal::MayBeDone)
            }
            OrderState::Unrecognised => {
                may_mean_success(reversal).then_some(DenialRefusal::MayBeDone)
            }
            OrderState::Failed => None,
        },
    }
}

/// Whether what TWINT shows now of a refund that the merchant entered as not carried out can mean that it was.
pub fn is_denial_contradicted(answered: Answered) -> bool {
    match why_not_denied(OperationKind::Refund, answered) {
        Some(DenialRefusal::MayBeDone) => true,
        Some(DenialRefusal::NotAsked | DenialRefusal::StillUnderway) | None => false,
    }
}

/// Whether an order in a state that this version does not know can be a success. A status that it does not know can mean anything; a
/// reason that it does not know says no more than the status beside it.
fn may_mean_success(order: ObservedOrder) -> bool {
    let by_status = match order.status.parse() {
        Ok(Status::InProgress | Status::Failure) => false,
        Ok(Status::Success) | Err(_) => true,
    };
    let by_reason = match order.reason.parse() {
        Ok(Reason::OrderOk | Reason::OrderPartialOk) => true,
        Ok(
            Reason::OrderReceived
            | Reason::OrderPending
            | Reason::OrderConfirmationPending
            | Reason::GeneralError
            | Reason::ClientTimeout
            | Reason::MerchantAbort
            | Reason::ClientAbort
            | Reason::CustomerAbort,
        )
        | Err(_) => false,
    };
    by_status || by_reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::values::money::{Amount, Chf};

    #[test]
    fn a_refund_is_denied_only_where_nothing_that_twint_shows_can_mean_that_it_was_done() {
        use DenialRefusal::{MayBeDone, StillUnderway};
        let requested = Amount::from(Chf::ZERO);
        for (status, reason, refusal) in [
            ("IN_PROGRESS", "ORDER_RECEIVED", Some(StillUnderway)),
            ("IN_PROGRESS", "ORDER_PENDING", Some(StillUnderway)),
            (
                "IN_PROGRESS",
                "ORDER_CONFIRMATION_PENDING",
                Some(StillUnderway),
            ),
            ("SUCCESS", "ORDER_OK", Some(MayBeDone)),
            ("SUCCESS", "ORDER_PARTIAL_OK", Some(MayBeDone)),
            ("SUCCESS", "SOMETHING_NEW", Some(MayBeDone)),
            ("SUCCESS", "GENERAL_ERROR", Some(MayBeDone)),
            ("SOMETHING_NEW", "ORDER_PENDING", Some(MayBeDone)),
            ("SOMETHING_NEW", "GENERAL_ERROR", Some(MayBeDone)),
            ("", "", Some(MayBeDone)),
            ("IN_PROGRESS", "ORDER_OK", Some(MayBeDone)),
            ("IN_PROGRESS", "ORDER_PARTIAL_OK", Some(MayBeDone)),
            ("FAILURE", "ORDER_OK", Some(MayBeDone)),
            ("FAILURE", "ORDER_PARTIAL_OK", Some(MayBeDone)),
            ("IN_PROGRESS", "SOMETHING_NEW", None),
            ("FAILURE", "SOMETHING_NEW", None),
            ("FAILURE", "ORDER_PENDING", None),
            ("FAILURE", "GENERAL_ERROR", None),
        ] {
            let order = Answered::ItsOrder(ObservedOrder {
                reference: "R",
                requested: &requested,
                captured_in_parts: None,
                state: OrderState::read(status, reason),
                status,
                reason,
            });
            let decided = why_not_denied(OperationKind::Refund, order);
            assert_eq!(decided, refusal, "{status} {reason}");
            let contradicts = refusal == Some(MayBeDone);
            assert_eq!(
                is_denial_contradicted(order),
                contradicts,
                "{status} {reason}"
            );
            assert_eq!(why_not_denied(OperationKind::Capture, order), None);
        }
    }

    #[test]
    fn without_an_answer_a_refund_is_not_denied_and_no_denial_is_contradicted() {
        for &kind in OperationKind::VARIANTS {
            let refusal = (kind == OperationKind::Refund).then_some(DenialRefusal::NotAsked);
            assert_eq!(why_not_denied(kind, Answered::Nothing), refusal, "{kind:?}");
            assert_eq!(
                why_not_denied(kind, Answered::AnotherOrder),
                None,
                "{kind:?}"
            );
        }
        assert!(!is_denial_contradicted(Answered::Nothing));
        assert!(!is_denial_contradicted(Answered::AnotherOrder));
    }
}
