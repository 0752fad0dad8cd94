//! When a certificate is valid.

use std::time::{SystemTime, UNIX_EPOCH};

use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::x509::X509Ref;

use crate::twint::identity::certificate_problem::CertificateProblem;

const SECONDS_PER_DAY: i64 = 86_400;

/// The first and the last second at which a certificate is valid, in Unix time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Validity {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Validity {
    /// Reads the dates of a certificate; `None` where they cannot be read.
    pub(super) fn from_certificate(certificate: &X509Ref) -> Option<Self> {
        Some(Self {
            from: unix(certificate.not_before())?,
            to: unix(certificate.not_after())?,
        })
    }

    /// Whether the certificate is expired or not yet valid at `now`.
    pub(super) fn problem_at(self, now: SystemTime) -> Option<CertificateProblem> {
        let now = match now.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(_) => i64::MIN,
        };
        if now < self.from {
            Some(CertificateProblem::NotYetValid)
        } else if now > self.to {
            Some(CertificateProblem::Expired)
        } else {
            None
        }
    }
}

fn unix(time: &Asn1TimeRef) -> Option<i64> {
    let since = Asn1Time::from_unix(0).ok()?.diff(time).ok()?;
    Some(i64::from(since.days) * SECONDS_PER_DAY + i64::from(since.secs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn first_and_last_second_are_valid() {
        let at = |second| UNIX_EPOCH + Duration::from_secs(second);
        let validity = Validity { from: 100, to: 200 };
        assert_eq!(
            validity.problem_at(at(99)),
            Some(CertificateProblem::NotYetValid)
        );
        assert_eq!(validity.problem_at(at(100)), None);
        assert_eq!(validity.problem_at(at(200)), None);
        assert_eq!(
            validity.problem_at(at(201)),
            Some(CertificateProblem::Expired)
        );
    }
}
