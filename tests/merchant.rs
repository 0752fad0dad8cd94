//! Access data and certificates: what is refused before sending, what TWINT refuses, and the calls that need no payment.

#[path = "support/own_process.rs"]
mod own_process;
#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::num::NonZeroUsize;

use simulated::*;
use twint::twint::error::ErrorKind;
use twint::twint::flow;
use twint::twint::identity::certificate_problem::CertificateProblem;
use twint::twint::merchant::{Environment, Merchant, Options};
use twint::twint::values::order::{Capture, OrderState};
use twint::twint::values::passphrase::Passphrase;
use twint_simulator::{
    CertificateValidity, MerchantCertificate, ServerCertificate, Simulator, TlsRange,
};

type Change<'a> = &'a dyn Fn(&mut Options);

#[test]
fn settings_that_cannot_work_are_refused_before_anything_is_sent() {
    let simulator = Simulator::start();
    let certificate = simulator.certificate(MerchantCertificate::Valid);
    let passphrase = Passphrase::new(certificate.passphrase.clone());
    let store = simulator.store_uuid().to_owned();
    let with = |change: &dyn Fn(&mut Options)| {
        let mut options = options(&simulator);
        change(&mut options);
        Merchant::new(
            &store,
            &certificate.pkcs12,
            &passphrase,
            "till",
            Environment::Testing,
            options,
        )
    };
    assert!(with(&|_| ()).is_ok());
    let wrong: &[(&str, Change)] = &[
        ("endpoint", &|o| {
            o.endpoint = Some("http://127.0.0.1".to_owned());
        }),
        ("endpoint", &|o| {
            o.endpoint = Some("https://127.0.0.1/path".to_owned());
        }),
        ("caPem", &|o| o.ca_file = Some("ca.pem".to_owned())),
        ("apiVersion", &|o| o.api_version = Some("8.4".to_owned())),
        ("timeoutMs", &|o| o.timeout_ms = Some(0)),
        ("timeoutMs", &|o| o.timeout_ms = Some(-1)),
        ("connectTimeoutMs", &|o| {
            o.connect_timeout_ms = Some(3_600_000);
        }),
        ("clientName", &|o| o.client_name = Some("n".repeat(51))),
        ("clientVersion", &|o| o.client_version = Some(String::new())),
    ];
    for (what, change) in wrong {
        let error = with(*change).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{what}: {error}");
    }
    for (store, register) in [
        ("not a uuid", "till"),
        (simulator.store_uuid(), ""),
        (simulator.store_uuid(), " till"),
    ] {
        let merchant = Merchant::new(
            store,
            &certificate.pkcs12,
            &passphrase,
            register,
            Environment::Testing,
            options(&simulator),
        );
        assert_eq!(merchant.unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
    assert_eq!(simulator.counters().connections, 0);
}

#[test]
fn a_wrong_passphrase_has_its_own_certificate_problem() {
    let simulator = Simulator::start();
    let certificate = simulator.certificate(MerchantCertificate::Valid);
    let merchant = Merchant::new(
        simulator.store_uuid(),
        &certificate.pkcs12,
        &Passphrase::new("wrong"),
        "till",
        Environment::Testing,
        Options::default(),
    );
    let kind = merchant.unwrap_err().kind();
    assert_eq!(
        kind,
        ErrorKind::Certificate(CertificateProblem::WrongPassphrase)
    );
}

#[test]
fn payments_work_if_openssl_is_configured_with_the_legacy_provider_only() {
    let configuration = std::env::temp_dir().join(format!("twint-{}.cnf", std::process::id()));
    let variable = |name: &str| std::env::var(name).unwrap();
    own_process::prepared(
        "payments_work_if_openssl_is_configured_with_the_legacy_provider_only",
        |run| {
            let simulator = Simulator::start();
            let only_legacy = "openssl_conf = init\n[init]\nproviders = list\n[list]\n\
                               legacy = legacy\n[legacy]\nactivate = 1\n";
            std::fs::write(&configuration, only_legacy).unwrap();
            run(&[
                ("OPENSSL_CONF", configuration.to_str().unwrap()),
                ("TWINT_TEST_STORE", simulator.store_uuid()),
                ("TWINT_TEST_ENDPOINT", simulator.endpoint()),
                ("TWINT_TEST_CA", simulator.ca_pem()),
                (
                    "TWINT_TEST_PEM",
                    &simulator.certificate(MerchantCertificate::Valid).pem,
                ),
            ]);
            std::fs::remove_file(&configuration).unwrap();
            assert_eq!(simulator.counters().calls, 3);
        },
        || {
            let works = || openssl::md::Md::fetch(None, "SHA256", None).is_ok();
            assert!(!works(), "it is configured");
            let merchant = Merchant::new(
                &variable("TWINT_TEST_STORE"),
                variable("TWINT_TEST_PEM").as_bytes(),
                &Passphrase::new(""),
                "till",
                Environment::Testing,
                Options {
                    endpoint: Some(variable("TWINT_TEST_ENDPOINT")),
                    ca_pem: Some(variable("TWINT_TEST_CA")),
                    ..Options::default()
                },
            )
            .unwrap();
            for _ in 0..2 {
                assert!(flow::system_status(&merchant).unwrap());
            }
            std::thread::spawn(move || assert!(flow::system_status(&merchant).unwrap()))
                .join()
                .unwrap();
            assert!(!works(), "it is left as it was");
        },
    );
}

#[test]
fn an_expired_or_not_yet_valid_certificate_is_refused_before_anything_is_sent() {
    let simulator = Simulator::start();
    for (which, problem) in [
        (MerchantCertificate::Expired, CertificateProblem::Expired),
        (
            MerchantCertificate::NotYetValid,
            CertificateProblem::NotYetValid,
        ),
    ] {
        let merchant = merchant_from(&simulator, which, options(&simulator));
        let error = flow::system_status(&merchant).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Certificate(problem), "{error}");
    }
    assert_eq!(simulator.counters().connections, 0);
}

#[test]
fn a_certificate_refused_by_twint_is_a_certificate_problem_in_every_tls_version() {
    for tls in [TlsRange::Only12, TlsRange::Only13] {
        let simulator = Simulator::builder().tls(tls).start();
        for which in [
            MerchantCertificate::Revoked,
            MerchantCertificate::WrongIssuer,
        ] {
            let merchant = merchant_from(&simulator, which, options(&simulator));
            let error = start(&merchant, "order", "1.00", Capture::Immediate).unwrap_err();
            let refused = ErrorKind::Certificate(CertificateProblem::RefusedByServer);
            assert_eq!(error.kind(), refused, "{tls:?} {which:?}: {error}");
        }
        assert!(simulator.orders().is_empty());
        let merchant = merchant(&simulator);
        assert!(flow::system_status(&merchant).unwrap());
    }
}

#[test]
fn certificate_files_with_old_encryption_work() {
    let simulator = Simulator::start();
    for which in [MerchantCertificate::TripleDes, MerchantCertificate::Legacy] {
        let merchant = merchant_from(&simulator, which, options(&simulator));
        assert!(flow::system_status(&merchant).unwrap(), "{which:?}");
    }
}

#[test]
fn another_merchants_certificate_is_a_configuration_error() {
    let simulator = Simulator::start();
    let merchant = merchant_from(
        &simulator,
        MerchantCertificate::OtherMerchant,
        options(&simulator),
    );
    assert_eq!(
        flow::system_status(&merchant).unwrap_err().kind(),
        ErrorKind::Configuration
    );
}

#[test]
fn an_unverified_server_receives_no_request() {
    for server in [
        ServerCertificate::WrongHost,
        ServerCertificate::Expired,
        ServerCertificate::SelfSigned,
    ] {
        let simulator = Simulator::builder().server_certificate(server).start();
        let merchant = merchant(&simulator);
        let error = start(&merchant, "order", "1.00", Capture::Immediate).unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Configuration,
            "{server:?}: {error}"
        );
        assert!(!error.is_retryable());
        assert!(simulator.calls().is_empty());
    }
    let simulator = Simulator::builder().tls(TlsRange::Only11).start();
    let error = flow::system_status(&merchant(&simulator)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
}

#[test]
fn the_system_status_is_read() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    assert!(flow::system_status(&merchant).unwrap());
    simulator.set_system_status(false);
    assert!(!flow::system_status(&merchant).unwrap());
}

#[test]
fn a_certificate_is_renewed_once_twint_allows_it() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let validity = flow::certificate_validity(&merchant).unwrap();
    assert!(!validity.renewal_allowed);
    assert_eq!(validity.expiry_date.len(), 10);
    let passphrase = Passphrase::new("neu & <gut>");
    let early = flow::renew_certificate(&merchant, &passphrase).unwrap_err();
    assert_eq!(
        early.kind(),
        ErrorKind::Certificate(CertificateProblem::RenewalRefused)
    );

    simulator.set_certificate_validity(CertificateValidity {
        renewal_allowed: Some(true),
        ..Default::default()
    });
    assert!(
        flow::certificate_validity(&merchant)
            .unwrap()
            .renewal_allowed
    );
    let renewed = flow::renew_certificate(&merchant, &passphrase).unwrap();
    let next = Merchant::new(
        simulator.store_uuid(),
        &renewed.pkcs12,
        &passphrase,
        "till",
        Environment::Testing,
        options(&simulator),
    )
    .unwrap();
    assert!(flow::system_status(&next).unwrap(), "the new one works");
    assert!(
        flow::system_status(&merchant).unwrap(),
        "and so does the old"
    );
    assert!(flow::renew_certificate(&merchant, &Passphrase::new("")).is_err());
}

#[test]
fn a_register_is_enrolled_as_often_as_the_merchant_asks() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    for times in 1..=2 {
        flow::enroll(&merchant).unwrap();
        assert_eq!(calls(&simulator, "EnrollCashRegister"), times);
    }
}

#[test]
fn the_bank_apps_are_listed_and_a_bad_list_is_unavailable() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let apps = flow::app_schemes(&merchant).unwrap();
    assert!(!apps.is_empty());
    assert!(
        apps.iter()
            .all(|app| app.scheme.starts_with("twint-issuer") && !app.name.is_empty())
    );
    simulator.set_app_schemes("<html>");
    assert_eq!(
        flow::app_schemes(&merchant).unwrap_err().kind(),
        ErrorKind::Unavailable
    );
}

#[test]
fn many_orders_are_polled_at_once_and_each_has_its_own_result() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let mut asked = Vec::new();
    for number in 0..40 {
        asked.push(
            start(
                &merchant,
                &format!("order-{number}"),
                "1.00",
                Capture::Immediate,
            )
            .unwrap()
            .uuid,
        );
    }
    let nobody = "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap();
    asked.insert(7, nobody);
    let answers = flow::poll_many(&merchant, &asked, NonZeroUsize::new(8).unwrap());
    assert_eq!(answers.len(), asked.len());
    for (uuid, answer) in asked.iter().zip(answers) {
        match answer {
            Ok(order) => assert_eq!(order.uuid, *uuid),
            Err(error) => assert_eq!((*uuid, error.kind()), (nobody, ErrorKind::StateConflict)),
        }
    }
    assert!(
        simulator.counters().connections <= 8 + 1,
        "{:?}",
        simulator.counters()
    );
    assert!(flow::poll_many(&merchant, &[], NonZeroUsize::MIN).is_empty());
}

#[test]
fn many_orders_are_cancelled_at_once_and_each_has_its_own_result() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let waiting = start(&merchant, "waiting", "1.00", Capture::Immediate)
        .unwrap()
        .uuid;
    let approved = approved(&simulator, &merchant, "approved", "1.00", Capture::Deferred);
    let paid = captured(&simulator, &merchant, "paid", "1.00");
    let answers = flow::cancel_many(
        &merchant,
        &[waiting, approved, paid],
        NonZeroUsize::new(2).unwrap(),
    );
    let outcomes: Vec<_> = answers
        .into_iter()
        .map(|answer| {
            answer
                .map(|order| order.state)
                .map_err(|error| error.kind())
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            Ok(OrderState::Failed),
            Ok(OrderState::Failed),
            Err(ErrorKind::StateConflict)
        ]
    );
    assert_eq!(
        flow::poll(&merchant, paid).unwrap().state,
        OrderState::Succeeded
    );
}

#[test]
fn a_poll_on_an_open_connection_is_one_request_without_a_handshake() {
    for tls in [TlsRange::Only12, TlsRange::Only13] {
        let simulator = Simulator::builder().tls(tls).start();
        let order = start(&merchant(&simulator), "order", "1.00", Capture::Immediate)
            .unwrap()
            .uuid;
        let before = simulator.counters();
        let certificate = simulator.certificate(MerchantCertificate::Valid);
        let passphrase = Passphrase::new(certificate.passphrase);
        for _ in 0..20 {
            // As every PHP request does it: the merchant anew.
            let merchant = Merchant::new(
                simulator.store_uuid(),
                &certificate.pkcs12,
                &passphrase,
                "ot|5.4.0|0.1.0|D|501c68ad",
                Environment::Testing,
                options(&simulator),
            )
            .unwrap();
            flow::poll(&merchant, order).unwrap();
        }
        let after = simulator.counters();
        assert_eq!(after.calls - before.calls, 20);
        assert_eq!(
            after.connections,
            before.connections + 1,
            "that of the first"
        );
        assert_eq!(
            after.full_handshakes + after.resumed_handshakes,
            before.full_handshakes + 1
        );
    }
}
