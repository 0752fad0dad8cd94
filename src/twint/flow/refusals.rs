//! What is refused before anything is sent to TWINT.

use crate::twint::error::Error;
use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::check_in::CheckInRequest;
use crate::twint::values::money::Chf;

/// Refuses an amount of zero.
pub fn check_amount(amount: Chf) -> Result<(), Error> {
    if amount.is_zero() {
        Err(Error::invalid("amount", "is zero"))
    } else {
        Ok(())
    }
}

/// Refuses a check-in that TWINT would not understand, and one whose order could not be started with every shipping method it offers.
pub fn check_request(version: ApiVersion, request: &CheckInRequest) -> Result<(), Error> {
    has_check_ins(version)?;
    if request.net.is_zero() {
        return Err(Error::invalid("net", "is zero"));
    }
    let dearest = request.shipping.iter().map(|method| method.amount).max();
    match request.net.checked_add(dearest.unwrap_or(Chf::ZERO)) {
        Some(_) => Ok(()),
        None => Err(Error::invalid(
            "shippingMethods",
            "come to more than TWINT takes",
        )),
    }
}

/// Refuses check-ins in a version of the interface that has none.
pub fn has_check_ins(version: ApiVersion) -> Result<(), Error> {
    match version {
        ApiVersion::V8_5 => Err(Error::invalid(
            "apiVersion",
            "8.5 has no check-ins; choose 8.6 or newer",
        )),
        ApiVersion::V8_6 | ApiVersion::V8_7 | ApiVersion::V9 | ApiVersion::V10 => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::twint::values::scope::{Scope, Scopes};
    use crate::twint::values::shipping::{ShippingMethod, ShippingMethods};

    const LARGEST: u64 = 99_999_999_999;

    fn chf(rappen: u64) -> Chf {
        Chf::from_rappen(rappen).unwrap()
    }

    /// The text of the refusal; `None` where nothing was refused.
    fn complaint(result: Result<(), Error>) -> Option<String> {
        result.err().map(|error| error.cause().to_string())
    }

    #[test]
    fn an_amount_of_zero_is_refused() {
        assert_eq!(
            complaint(check_amount(Chf::ZERO)).unwrap(),
            Error::invalid("amount", "is zero").cause().to_string()
        );
        assert_eq!(complaint(check_amount(chf(1))), None);
        assert_eq!(complaint(check_amount(Chf::MAX)), None);
    }

    #[test]
    fn every_version_but_the_oldest_has_check_ins() {
        for &version in ApiVersion::VARIANTS {
            let is_refused = complaint(has_check_ins(version)).is_some();
            assert_eq!(is_refused, version == ApiVersion::V8_5, "{version:?}");
        }
    }

    #[test]
    fn a_check_in_is_refused_where_an_order_after_it_would_be() {
        for (net, shipping, complains_of) in [
            (0, &[700][..], Some("net")),
            (1, &[], None),
            (1, &[0, 700], None),
            (LARGEST, &[], None),
            (LARGEST, &[0], None),
            (LARGEST, &[0, 1], Some("shippingMethods")),
            (LARGEST, &[1, 0], Some("shippingMethods")),
            (LARGEST - 700, &[300, 700], None),
            (LARGEST - 700, &[701, 300], Some("shippingMethods")),
        ] {
            let methods = shipping
                .iter()
                .enumerate()
                .map(|(id, &rappen)| ShippingMethod {
                    id: id.to_string().parse().unwrap(),
                    label: "Post".parse().unwrap(),
                    description: None,
                    amount: chf(rappen),
                });
            let request = CheckInRequest {
                net: chf(net),
                scopes: Scopes::new(vec![Scope::ShippingAddress]).unwrap(),
                shipping: ShippingMethods::new(methods.collect()).unwrap(),
            };
            let complaint = complaint(check_request(ApiVersion::V8_6, &request));
            assert_eq!(
                complaint.as_deref().and_then(|text| text.split(' ').next()),
                complains_of,
                "{net} {shipping:?}"
            );
            let oldest = check_request(ApiVersion::V8_5, &request);
            assert!(oldest.unwrap_err().to_string().contains("8.5"));
        }
    }
}
