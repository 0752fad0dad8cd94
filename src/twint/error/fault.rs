//! TWINT's faults and what each means for the merchant.

use super::kind::ErrorKind;
use crate::twint::identity::certificate_problem::CertificateProblem;
use crate::twint::soap::Element;
use crate::twint::values::operation::Operation;

/// A SOAP fault (`fault/types`, type `BaseFault`), all texts as they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fault {
    /// The element under `detail`, such as `InvalidOrder`; empty when there is none.
    pub element: String,
    /// `ErrorCode/Code`, such as `1116`.
    pub code: Option<String>,
    /// `ErrorCode/Status`, such as `INPUT_ERROR_ORDER`.
    pub status: Option<String>,
    /// `ErrorCode/DetailDescription`.
    pub description: Option<String>,
    /// `faultstring`.
    pub message: String,
}

/// What a fault says about the call that met it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultMeaning {
    /// TWINT did not do it, and this is why.
    Refused(ErrorKind),
    /// The cash register is not enrolled: enrol it once and repeat.
    NotEnrolled,
    /// TWINT may or may not have done it.
    Unclear,
}

/// The table of faults (protocol: section 9), by element.
const TABLE: &[(&str, &str, FaultMeaning)] = {
    use ErrorKind::{Certificate, Configuration, Declined, InvalidArgument, StateConflict};
    use FaultMeaning::{NotEnrolled, Refused, Unclear};
    &[
        ("SystemError", "1000", Unclear),
        ("InvalidParameter", "1110", Refused(InvalidArgument)),
        ("InvalidMerchant", "1111", Refused(Configuration)),
        ("InvalidCashRegister", "1112", NotEnrolled),
        ("InvalidAmount", "1113", Refused(InvalidArgument)),
        ("InvalidCurrency", "1114", Refused(InvalidArgument)),
        (
            "InvalidOfflineAuthorization",
            "1115",
            Refused(InvalidArgument),
        ),
        ("InvalidOrder", "1116", Refused(StateConflict)),
        (
            "InvalidCustomerRelationKey",
            "1117",
            Refused(InvalidArgument),
        ),
        ("InvalidVoucherCategory", "1118", Refused(InvalidArgument)),
        ("InvalidVoucher", "1119", Refused(InvalidArgument)),
        (
            "InvalidMerchantTransactionReference",
            "",
            Refused(InvalidArgument),
        ),
        ("StatusTransitionError", "1200", Refused(StateConflict)),
        ("ActiveOrderError", "1201", Refused(StateConflict)),
        ("AuthorizationError", "1202", Refused(Declined)),
        ("TimeoutError", "1203", Unclear),
        ("ReversalError", "1204", Refused(StateConflict)),
        ("ActivePairingError", "1205", Refused(StateConflict)),
        ("UnspecifiedPairingError", "", Refused(StateConflict)),
        ("AccountLockedError", "1207", Refused(Declined)),
        ("PairingError", "1208", Refused(StateConflict)),
        ("FundsError", "1209", Refused(Declined)),
        ("CashregisterAccessError", "1210", Refused(Configuration)),
        ("BusinessError", "1299", Refused(Declined)),
        (
            "CertificateRenewalRefused",
            "1300",
            Refused(Certificate(CertificateProblem::RenewalRefused)),
        ),
        (
            "CertificateRenewalNotAllowed",
            "",
            Refused(Certificate(CertificateProblem::RenewalRefused)),
        ),
        ("InvalidToken", "", Refused(InvalidArgument)),
        ("DurationTooLong", "", Refused(InvalidArgument)),
        ("ExpressConnectionCanceled", "", Refused(Declined)),
        (
            "ExpressCheckoutCredentialsInvalid",
            "",
            Refused(Configuration),
        ),
        ("UofNotAllowed", "", Refused(Configuration)),
        (
            "InvalidOperationForCombinedOrder",
            "",
            Refused(StateConflict),
        ),
        ("InvalidCombinedOrder", "", Refused(InvalidArgument)),
        ("InvalidPreAuthOrder", "", Refused(InvalidArgument)),
        ("InvalidShippingMethod", "", Refused(InvalidArgument)),
        ("InvalidCustomerDataScope", "", Refused(InvalidArgument)),
        ("UnauthorizedObjection", "", Refused(Configuration)),
        (
            "InvalidScheduledProcessingDate",
            "",
            Refused(InvalidArgument),
        ),
    ]
};

impl Fault {
    /// Reads a SOAP fault; everything in it may be missing.
    ///
    /// Texts that repeat one of the secrets we sent are left out.
    pub fn read(node: &Element, secrets: &[&str]) -> Self {
        let harmless = |text: &str| {
            let tells = secrets.iter().any(|secret| text.contains(secret));
            (!tells).then(|| one_line(text))
        };
        let element = node
            .unqualified_child("detail")
            .and_then(Element::first_child);
        let code = element.and_then(|element| element.child("ErrorCode"));
        let text = |name| harmless(code?.text_of(name)?);
        let message = node.unqualified_child("faultstring").map(Element::text);
        Self {
            element: element
                .map(Element::name)
                .and_then(harmless)
                .unwrap_or_default(),
            code: text("Code"),
            status: text("Status"),
            description: text("DetailDescription"),
            message: message.and_then(harmless).unwrap_or_default(),
        }
    }

    /// What it means: by element first, by code if the element is new, unclear if both are.
    pub fn meaning(&self) -> FaultMeaning {
        let by_element = TABLE
            .iter()
            .find(|(element, _, _)| *element == self.element);
        let by_code = || {
            let code = self.code.as_deref().filter(|code| !code.is_empty())?;
            TABLE.iter().find(|(_, known, _)| *known == code)
        };
        by_element
            .or_else(by_code)
            .map_or(FaultMeaning::Unclear, |(_, _, meaning)| *meaning)
    }

    /// The kind of error when nothing can be done about it right away.
    ///
    /// An unclear fault is harmless for a call that changes nothing and grave for one that moves money.
    pub fn kind(&self, operation: Operation) -> ErrorKind {
        match self.meaning() {
            FaultMeaning::Refused(kind) => kind,
            FaultMeaning::NotEnrolled => ErrorKind::Configuration,
            FaultMeaning::Unclear if operation.is_harmless() => ErrorKind::Unavailable,
            FaultMeaning::Unclear => ErrorKind::OutcomeUnknown,
        }
    }

    /// One line for the developer.
    pub fn summary(&self) -> String {
        let element = if self.element.is_empty() {
            "fault without detail"
        } else {
            &self.element
        };
        let mut line = element.to_owned();
        if let Some(code) = &self.code {
            line.push(' ');
            line.push_str(code);
        }
        for text in [Some(&self.message), self.description.as_ref()]
            .into_iter()
            .flatten()
        {
            if !text.is_empty() {
                line.push_str(", ");
                line.push_str(text);
            }
        }
        line
    }
}

/// Fit for a line of a log: TWINT's texts are short, but nothing makes them so.
fn one_line(text: &str) -> String {
    text.chars()
        .take(300)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twint::soap::reader::{self, Body};

    fn read(fault: &str) -> Fault {
        let xml = format!(
            r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>{fault}</s:Fault></s:Body></s:Envelope>"#
        );
        match reader::read(xml.as_bytes()).unwrap().body {
            Body::Fault(node) => Fault::read(&node, &["geheim"]),
            Body::Response(_) => unreachable!(),
        }
    }

    #[test]
    fn texts_of_any_length_and_form_become_one_short_line() {
        let long = format!(
            "<faultstring>a\nb&#x85;{}</faultstring>",
            "x".repeat(900_000)
        );
        let summary = read(&long).summary();
        assert!(
            summary.starts_with("fault without detail, a b x"),
            "{summary}"
        );
        assert!(summary.len() < 1000);
    }

    #[test]
    fn a_text_that_repeats_a_secret_is_left_out() {
        let fault = read("<faultstring>geheim is too weak</faultstring><detail/>");
        assert_eq!(fault.summary(), "fault without detail");
        let fault = read("<faultstring>too weak</faultstring>");
        assert_eq!(fault.summary(), "fault without detail, too weak");
    }

    fn fault(element: &str, code: &str) -> Fault {
        Fault {
            element: element.to_owned(),
            code: Some(code.to_owned()),
            ..Fault::default()
        }
    }

    #[test]
    fn each_fault_has_one_meaning() {
        use ErrorKind::{
            Configuration, Declined, InvalidArgument, OutcomeUnknown, StateConflict, Unavailable,
        };
        for (element, on_poll, on_start) in [
            ("SystemError", Unavailable, OutcomeUnknown),
            ("TimeoutError", Unavailable, OutcomeUnknown),
            ("InvalidParameter", InvalidArgument, InvalidArgument),
            ("InvalidAmount", InvalidArgument, InvalidArgument),
            ("InvalidMerchant", Configuration, Configuration),
            ("InvalidCashRegister", Configuration, Configuration),
            ("CashregisterAccessError", Configuration, Configuration),
            ("InvalidOrder", StateConflict, StateConflict),
            ("StatusTransitionError", StateConflict, StateConflict),
            ("ReversalError", StateConflict, StateConflict),
            ("FundsError", Declined, Declined),
            ("AccountLockedError", Declined, Declined),
            ("BusinessError", Declined, Declined),
            ("NeverHeardOf", Unavailable, OutcomeUnknown),
            ("", Unavailable, OutcomeUnknown),
        ] {
            assert_eq!(
                fault(element, "").kind(Operation::MonitorOrder),
                on_poll,
                "{element} on a poll"
            );
            assert_eq!(
                fault(element, "").kind(Operation::StartOrder),
                on_start,
                "{element} on a start"
            );
        }
    }

    #[test]
    fn the_element_counts_more_than_the_code_and_the_code_helps_out() {
        assert_eq!(
            fault("FundsError", "1000").kind(Operation::StartOrder),
            ErrorKind::Declined
        );
        assert_eq!(
            fault("NeverHeardOf", "1209").kind(Operation::StartOrder),
            ErrorKind::Declined
        );
        assert_eq!(fault("NeverHeardOf", "").meaning(), FaultMeaning::Unclear);
    }

    #[test]
    fn no_fault_stands_twice() {
        for (index, (element, code, _)) in TABLE.iter().enumerate() {
            for (other, other_code, _) in &TABLE[index + 1..] {
                assert_ne!(element, other);
                assert!(code.is_empty() || code != other_code, "{code}");
            }
        }
    }
}
