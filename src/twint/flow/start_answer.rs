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
    use crate::twint::values::money::Amount;

    fn order((status, reason): (&str, &str)) -> Order {
        Order {
            uuid: "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap(),
            reference: "R".to_owned(),
            kind: "PAYMENT_IMMEDIATE".to_owned(),
            state: OrderState::read(status, reason),
            status: status.to_owned(),
            reason: reason.to_owned(),
            requested: Amount::new("5.00", "CHF").unwrap(),
            authorized: None,
            pairing_status: None,
            pairing_token: None,
            qr_code: None,
            payment_page: None,
            created_at: None,
            fee: None,
            payment: None,
            link: None,
        }
    }

    #[test]
    fn only_a_failure_for_a_known_reason_was_declined_and_the_error_shows_its_order() {
        for texts in [
            ("IN_PROGRESS", "ORDER_RECEIVED"),
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
            ("SUCCESS", "ORDER_OK"),
            ("SUCCESS", "ORDER_PARTIAL_OK"),
            ("FAILURE", "SOMETHING_NEW"),
            ("SOMETHING_NEW", "GENERAL_ERROR"),
        ] {
            assert_eq!(not_declined(order(texts)).unwrap(), order(texts));
        }
        for reason in ["GENERAL_ERROR", "CLIENT_TIMEOUT", "CUSTOMER_ABORT"] {
            let failed = order(("FAILURE", reason));
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
