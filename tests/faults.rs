//! TWINT's faults: the kind of error that each becomes, and the enrolment of a register that TWINT does not know.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use simulated::*;
use twint::twint::error::CauseWord;
use twint::twint::error::ErrorKind::{
    self, Certificate, Configuration, Declined, InvalidArgument, OutcomeUnknown, StateConflict,
    Unavailable,
};
use twint::twint::flow;
use twint::twint::identity::certificate_problem::CertificateProblem;
use twint::twint::values::order::Capture;
use twint_simulator::{Failure, Simulator, What};

/// Each fault of the table: the kind of error it becomes on a poll and on a start.
const TABLE: &[(&str, ErrorKind, ErrorKind)] = &[
    ("SystemError", Unavailable, OutcomeUnknown),
    ("TimeoutError", Unavailable, OutcomeUnknown),
    ("InvalidParameter", InvalidArgument, InvalidArgument),
    ("InvalidMerchant", Configuration, Configuration),
    ("InvalidAmount", InvalidArgument, InvalidArgument),
    ("InvalidCurrency", InvalidArgument, InvalidArgument),
    ("InvalidOrder", StateConflict, StateConflict),
    (
        "InvalidCustomerRelationKey",
        InvalidArgument,
        InvalidArgument,
    ),
    ("InvalidVoucherCategory", InvalidArgument, InvalidArgument),
    ("InvalidVoucher", InvalidArgument, InvalidArgument),
    ("StatusTransitionError", StateConflict, StateConflict),
    ("ActiveOrderError", StateConflict, StateConflict),
    ("AuthorizationError", Declined, Declined),
    ("ReversalError", StateConflict, StateConflict),
    ("ActivePairingError", StateConflict, StateConflict),
    ("UnspecifiedPairingError", StateConflict, StateConflict),
    ("AccountLockedError", Declined, Declined),
    ("PairingError", StateConflict, StateConflict),
    ("FundsError", Declined, Declined),
    ("CashregisterAccessError", Configuration, Configuration),
    ("BusinessError", Declined, Declined),
    (
        "CertificateRenewalRefused",
        Certificate(CertificateProblem::RenewalRefused),
        Certificate(CertificateProblem::RenewalRefused),
    ),
];

#[test]
fn whoever_cannot_read_an_answer_does_not_say_that_twint_was_not_reached() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "order", "10.00", Capture::Immediate)
        .unwrap()
        .uuid;
    for (status, word, advice) in [
        (403, CauseWord::AnswerUnreadable, "cannot be read"),
        (404, CauseWord::AnswerUnreadable, "cannot be read"),
        (200, CauseWord::AnswerUnreadable, "cannot be read"),
        (429, CauseWord::ServiceAway, "cannot be reached"),
        (500, CauseWord::ServiceAway, "cannot be reached"),
        (503, CauseWord::ServiceAway, "cannot be reached"),
    ] {
        simulator.fail(Failure::always(What::Html(status)));
        let error = flow::poll(&merchant, order).unwrap_err();
        assert_eq!(error.kind(), Unavailable, "{status}");
        assert_eq!(error.cause().word(), word, "{status}");
        assert!(error.advice().contains(advice), "{status}: {error}");
        let unclear = flow::cancel(&merchant, order).unwrap_err();
        assert_eq!(unclear.kind(), OutcomeUnknown, "{status}");
        assert_eq!(unclear.advice(), OutcomeUnknown.advice(), "{status}");
        simulator.clear_failures();
    }
}

#[test]
fn every_fault_becomes_its_kind_of_error() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "order", "10.00", Capture::Immediate)
        .unwrap()
        .uuid;
    for (number, (element, on_poll, on_start)) in TABLE.iter().enumerate() {
        let what = What::Fault {
            element: (*element).to_owned(),
            processed: false,
        };
        simulator.fail(Failure::always(what));
        let polled = flow::poll(&merchant, order).unwrap_err();
        let started = start(
            &merchant,
            &format!("other-{number}"),
            "10.00",
            Capture::Immediate,
        )
        .unwrap_err();
        simulator.clear_failures();
        assert_eq!(polled.kind(), *on_poll, "{element} on a poll");
        assert_eq!(started.kind(), *on_start, "{element} on a start");
        let fault = polled.fault().unwrap();
        assert_eq!(&fault.element, element);
        assert!(polled.message_id().is_some());
        assert!(polled.to_string().contains(element), "{polled}");
    }
}

#[test]
fn a_register_unknown_to_twint_is_enrolled_again_and_the_call_succeeds() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "order", "10.00", Capture::Immediate)
        .unwrap()
        .uuid;
    assert_eq!(
        calls(&simulator, "EnrollCashRegister"),
        1,
        "once before the first start"
    );
    for _ in 0..3 {
        flow::poll(&merchant, order).unwrap();
        start(
            &merchant,
            &format!("other-{}", calls(&simulator, "StartOrder")),
            "1.00",
            Capture::Immediate,
        )
        .unwrap();
    }
    assert_eq!(
        calls(&simulator, "EnrollCashRegister"),
        1,
        "and never again"
    );
    assert_eq!(calls(&simulator, "MonitorOrder"), 3, "one call a poll");

    let unknown = What::Fault {
        element: "InvalidCashRegister".to_owned(),
        processed: false,
    };
    simulator.fail(Failure::once(unknown.clone()).of("MonitorOrder"));
    flow::poll(&merchant, order).unwrap();
    assert_eq!(calls(&simulator, "EnrollCashRegister"), 2);

    simulator.fail(Failure::always(unknown).of("StartOrder"));
    let refused = start(&merchant, "last", "1.00", Capture::Immediate).unwrap_err();
    assert_eq!(refused.kind(), Configuration, "TWINT insists");
    assert_eq!(
        calls(&simulator, "EnrollCashRegister"),
        3,
        "tried once more, not for ever"
    );
}

#[test]
fn a_worker_that_only_polls_never_enrols() {
    let simulator = Simulator::builder().enforce_enrolment(false).start();
    let merchant = merchant(&simulator);
    let nobody = "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap();
    let _ = flow::poll(&merchant, nobody);
    assert_eq!(calls(&simulator, "EnrollCashRegister"), 0);
    assert_eq!(simulator.calls().len(), 1);
}
