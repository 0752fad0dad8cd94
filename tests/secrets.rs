//! No secret comes back in an error, whatever a server answers: not even one that repeats what it was sent.

#[path = "support/certificates.rs"]
mod certificates;
#[path = "support/tls_server.rs"]
mod tls_server;

use certificates::{STORE_UUID, merchant, server, twint_authority};
use openssl::base64::encode_block;
use openssl::ssl::SslVersion;
use tls_server::{Server, Tls};
use twint::twint::error::Error;
use twint::twint::flow;
use twint::twint::merchant::{Environment, Merchant, Options};
use twint::twint::values::identifiers::{OrderUuid, Reference};
use twint::twint::values::operation::Operation;
use twint::twint::values::order::Capture;
use twint::twint::values::passphrase::Passphrase;

const NEXT: &str = "naechste-Passphrase-77";

/// Puts the request's body into its answer.
type Answer = fn(&str) -> String;

fn fault(inside: &str) -> String {
    format!(
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:f="http://service.twint.ch/fault/types/v8_6" xmlns:b="http://service.twint.ch/base/types/v8_6"><s:Body><s:Fault>{inside}</s:Fault></s:Body></s:Envelope>"#
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The base64 in the request, and what it stands for.
fn sent(request: &str) -> (String, String) {
    let base64 = request
        .split("CertificatePassword>")
        .nth(1)
        .and_then(|rest| rest.split('<').next())
        .unwrap_or_default();
    let plain = openssl::base64::decode_block(base64).unwrap();
    (base64.to_owned(), String::from_utf8(plain).unwrap())
}

const ANSWERS: &[(&str, Answer)] = &[
    ("the request itself", |request| {
        request
            .split("\r\n\r\n")
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    }),
    ("a page with the request", |request| {
        format!("<html>{}</html>", escaped(request))
    }),
    ("a fault with the request", |request| {
        fault(&format!("<faultstring>{}</faultstring>", escaped(request)))
    }),
    ("a fault with the base64", |request| {
        fault(&format!(
            "<faultstring>weak: {}</faultstring>",
            sent(request).0
        ))
    }),
    ("a fault with the passphrase in its details", |request| {
        fault(&format!(
            "<detail><f:InvalidParameter><b:ErrorCode><b:Code>1110</b:Code><b:Status>{0}</b:Status><b:DetailDescription>weak: {0}</b:DetailDescription></b:ErrorCode></f:InvalidParameter></detail>",
            sent(request).1
        ))
    }),
    ("a fault named like the passphrase", |request| {
        fault(&format!(
            "<detail><f:{0}><b:ErrorCode><b:Code>{0}</b:Code></b:ErrorCode></f:{0}></detail>",
            sent(request).1
        ))
    }),
];

#[test]
fn no_error_repeats_a_passphrase_that_the_server_repeats() {
    let root = twint_authority();
    let identity = merchant(&root);
    let key = identity.key_pem();
    let needles = [
        NEXT.to_owned(),
        encode_block(NEXT.as_bytes()),
        key[200..240].to_owned(),
    ];
    for (what, answer) in ANSWERS {
        let answer: Answer = *answer;
        let tls = Tls::new(server(&root, &["localhost"]), SslVersion::TLS1_3).for_clients_of(&root);
        let server = Server::start(&tls, move |conversation, notes| {
            while let Some(request) = conversation.request(notes) {
                let _ = conversation.ok(&answer(&request));
            }
        });
        let merchant = Merchant::new(
            STORE_UUID,
            identity.pem().as_bytes(),
            &Passphrase::new(""),
            "till",
            Environment::Testing,
            Options {
                endpoint: Some(server.url("localhost")),
                app_schemes_endpoint: Some(server.url("localhost")),
                ca_pem: Some(root.certificate_pem()),
                ..Options::default()
            },
        )
        .unwrap();
        for error in errors(&merchant) {
            let told = format!("{error} {error:?} {merchant:?}");
            let is_renewal = error.operation() == Some(Operation::RenewCertificate);
            assert!(
                error.fault().is_some() || !is_renewal || !what.starts_with("a fault"),
                "{told}"
            );
            for needle in &needles {
                assert!(!told.contains(needle), "{what}: {told}");
            }
        }
        assert!(
            server
                .requests()
                .iter()
                .any(|request| request.contains(&needles[1]))
        );
    }
}

/// Every operation, none of which can succeed.
fn errors(merchant: &Merchant) -> Vec<Error> {
    let uuid: OrderUuid = "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap();
    let reference: Reference = "reference".parse().unwrap();
    let amount = "1.00".parse().unwrap();
    vec![
        flow::renew_certificate(merchant, &Passphrase::new(NEXT)).unwrap_err(),
        flow::certificate_validity(merchant).unwrap_err(),
        flow::system_status(merchant).unwrap_err(),
        flow::poll(merchant, uuid).unwrap_err(),
        flow::capture(merchant, uuid, flow::CaptureRequest::whole(amount)).unwrap_err(),
        flow::cancel(merchant, uuid).unwrap_err(),
        flow::find(merchant, &reference).unwrap_err(),
        flow::payment_init(merchant, &reference, amount, Capture::Immediate).unwrap_err(),
        flow::refund(merchant, uuid, &reference, amount).unwrap_err(),
        flow::app_schemes(merchant).unwrap_err(),
    ]
}
