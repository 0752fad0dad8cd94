//! A check-in: the buyer's phone hands address and choice of shipping to the shop, before there is an order (TWINT's fast checkout).

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::customer::Customer;
use super::identifiers::PairingUuid;
use super::money::Chf;
use super::scope::Scopes;
use super::shipping::ShippingMethods;

/// What the buyer is shown and asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInRequest {
    /// What the goods cost, without shipping (`NetAmount`); more than nothing.
    pub net: Chf,
    /// What the shop wants to know of the buyer.
    pub scopes: Scopes,
    /// The shipping methods of which the buyer chooses one.
    pub shipping: ShippingMethods,
}

/// Where a check-in stands, for the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "camelCase")]
pub enum CheckInState {
    /// The buyer has not agreed yet: poll on.
    Waiting,
    /// The buyer agreed, and TWINT handed over what was asked for: store it at once, and start the order or cancel.
    Approved,
    /// The buyer or the merchant ended it, or its time ran out. TWINT does not hand anything over any more.
    Ended,
    /// A status that nobody knows. Nothing follows from it.
    Unrecognised,
}

impl CheckInState {
    /// Reads TWINT's `PairingStatus` and whether `CustomerData` stands beside it. A phone that took the check-in without handing anything
    /// over has not approved it.
    ///
    /// ```
    /// use twint::twint::values::check_in::CheckInState;
    ///
    /// assert_eq!(CheckInState::read("PAIRING_ACTIVE", true), CheckInState::Approved);
    /// assert_eq!(CheckInState::read("PAIRING_ACTIVE", false), CheckInState::Waiting);
    /// assert_eq!(CheckInState::read("NEVER_HEARD_OF", true), CheckInState::Unrecognised);
    /// ```
    pub fn read(pairing_status: &str, has_customer_data: bool) -> Self {
        match (pairing_status, has_customer_data) {
            ("PAIRING_ACTIVE", true) => Self::Approved,
            ("PAIRING_ACTIVE", false) | ("PAIRING_IN_PROGRESS", _) => Self::Waiting,
            ("NO_PAIRING", _) => Self::Ended,
            (_, _) => Self::Unrecognised,
        }
    }
}

/// A check-in as TWINT describes it (`CheckInNotificationType` and what stands beside it). What TWINT leaves out or empty is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// TWINT's name for it (`PairingUuid`).
    pub pairing: PairingUuid,
    /// What status and data mean.
    pub state: CheckInState,
    /// `PairingStatus` as it came; empty where none came.
    pub pairing_status: String,
    /// What the buyer types (`DisplayToken`), letters and digits; only in the answer to the start.
    pub token: Option<String>,
    /// The same as a picture, `data:image/png;base64,…` (`QRCode`); only in the answer to the start.
    pub qr_code: Option<String>,
    /// The shipping method that the buyer chose (`ShippingMethodId`), as it came.
    pub shipping_method: Option<String>,
    /// What TWINT handed over of the buyer (`CustomerData`).
    pub customer: Option<Customer>,
}

impl CheckIn {
    /// Whether a phone has taken the check-in and its owner has yet to decide, as far as TWINT says so. Nothing follows from it.
    pub fn is_on_a_phone(&self) -> bool {
        self.state == CheckInState::Waiting && self.pairing_status == "PAIRING_ACTIVE"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_active_pairing_with_data_is_approved() {
        use CheckInState::{Approved, Ended, Unrecognised, Waiting};
        for (status, without, with) in [
            ("PAIRING_IN_PROGRESS", Waiting, Waiting),
            ("PAIRING_ACTIVE", Waiting, Approved),
            ("NO_PAIRING", Ended, Ended),
            ("", Unrecognised, Unrecognised),
            ("pairing_active", Unrecognised, Unrecognised),
            ("PAIRING_ON_HOLD", Unrecognised, Unrecognised),
        ] {
            assert_eq!(CheckInState::read(status, false), without, "{status}");
            assert_eq!(CheckInState::read(status, true), with, "{status}");
        }
    }

    #[test]
    fn a_check_in_is_on_a_phone_only_while_the_buyer_decides_and_twint_says_so() {
        let on_a_phone = |status: &str, state| {
            let check_in = CheckIn {
                pairing: "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap(),
                state,
                pairing_status: status.to_owned(),
                token: None,
                qr_code: None,
                shipping_method: None,
                customer: None,
            };
            check_in.is_on_a_phone()
        };
        for &state in CheckInState::VARIANTS {
            let expected = state == CheckInState::Waiting;
            assert_eq!(on_a_phone("PAIRING_ACTIVE", state), expected, "{state:?}");
            for status in ["PAIRING_IN_PROGRESS", "NO_PAIRING", "NEVER_HEARD_OF", ""] {
                assert!(!on_a_phone(status, state), "{status} {state:?}");
            }
        }
    }
}
