//! Decides whether the answer to a start means that the payment was started. A pure function, without input or output.

use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::values::order::{Order, OrderState};

/// Turns an order that failed as soon as it started into [`ErrorKind::Declined`]. Any other order was started: TWINT gave it a UUID.
pub(super) fn not_declined(order: Order) -> Result<Order, Error> {
    match order.state {
        OrderState::Failed => {
            let finding = Finding::DeclinedAtOnce {
                status: order.status.clone(),
                reason: order.reason.clone(),
            };
            Err(Error::found(ErrorKind::Declined, finding).with_order(order))
        }
        OrderState::AwaitingCustomer
        | OrderState::AwaitingConfirmation
        | OrderState::Succeeded
        | OrderState::PartiallySucceeded
        | OrderState::Unrecognised => Ok(order),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::error::Cause;

    #[test]
    fn only_a_failure_for_a_known_reason_was_declined_and_the_error_shows_its_order() {
        for (status, reason) in [
            ("IN_PROGRESS", "ORDER_RECEIVED"),
            ("IN_PROGRESS", "ORDER_PENDING"),
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
            ("IN_PROGRESS", "SOMETHING_NEW"),
            ("SUCCESS", "ORDER_OK"),
            ("SUCCESS", "ORDER_PARTIAL_OK"),
            ("FAILURE", "SOMETHING_NEW"),
            ("SOMETHING_NEW", "GENERAL_ERROR"),
        ] {
            let order = Order::answered(status, reason);
            assert_eq!(not_declined(order.clone()).unwrap(), order);
        }
        for reason in [
            "GENERAL_ERROR",
            "CLIENT_TIMEOUT",
            "MERCHANT_ABORT",
            "CLIENT_ABORT",
            "CUSTOMER_ABORT",
        ] {
            let failed = Order::answered("FAILURE", reason);
            let error = not_declined(failed.clone()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Declined);
            assert_eq!(error.order(), Some(&failed));
            let says_why = matches!(
                error.cause(),
                Cause::Order(Finding::DeclinedAtOnce { status, reason: why }) if status == "FAILURE" && why == reason
            );
            assert!(says_why, "{:?}", error.cause());
        }
    }
}
