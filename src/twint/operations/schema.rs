//! Every request we can build is valid by TWINT's schemas.
//!
//! The schemas are not part of this project; the test runs where they lie beside it, with `xmllint`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;
use strum::VariantArray;

use super::{
    CancelCheckIn, CancelOrder, CheckSystemStatus, ConfirmOrder, EnrollCashRegister, FindOrder,
    GetCertificateValidity, GetOrder, MerchantInformation, MonitorFastCheckoutCheckIn,
    MonitorOrder, RenewCertificate, RequestFastCheckoutCheckIn, Reversal, Search, SoapRequest,
    StartOrder,
};
use crate::twint::soap::writer::{self, ClientSoftware};
use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::check_in::CheckInRequest;
use crate::twint::values::identifiers::{
    CashRegisterId, MessageId, OrderUuid, PairingUuid, Reference, StoreUuid,
};
use crate::twint::values::moment::Moment;
use crate::twint::values::money::Chf;
use crate::twint::values::order::Capture;
use crate::twint::values::passphrase::Passphrase;
use crate::twint::values::scope::{Scope, Scopes};
use crate::twint::values::shipping::{ShippingMethod, ShippingMethods};

/// The versions whose schemas are known; of 8.7 and 9 only lists of changes are.
const WITH_SCHEMAS: [ApiVersion; 3] = [ApiVersion::V8_5, ApiVersion::V8_6, ApiVersion::V10];

fn schemas(version: ApiVersion) -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/twint");
    beside.join(format!("wsdl-v{}", version.name()))
}

fn body(request: &impl Serialize, version: ApiVersion) -> String {
    let client = ClientSoftware {
        name: "n".repeat(50).parse().unwrap(),
        version: "0.1.0 <&>\"'".parse().unwrap(),
    };
    writer::write(version, MessageId::random(), &client, request).unwrap()
}

/// Cuts one part out of the envelope and gives it the namespaces it loses.
fn part(envelope: &str, name: &str) -> String {
    let (_, rest) = envelope.split_once(&format!("<s:{name}>")).unwrap();
    let (part, _) = rest.split_once(&format!("</s:{name}>")).unwrap();
    let (_, declared) = envelope.split_once(" xmlns:s=").unwrap();
    let (declared, _) = declared.split_once('>').unwrap();
    let at = part.find(['>', ' ', '/']).unwrap();
    format!("{} xmlns:s={declared}{}", &part[..at], &part[at..])
}

fn validate(xml: &str, schema: &Path) {
    let mut xmllint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .args([schema, Path::new("-")])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint (Debian package libxml2-utils)");
    xmllint
        .stdin
        .take()
        .unwrap()
        .write_all(xml.as_bytes())
        .unwrap();
    let output = xmllint.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{xml}");
}

fn check<R: SoapRequest>(request: &R) {
    for version in WITH_SCHEMAS {
        check_in_version(request, version);
    }
}

fn check_in_version<R: SoapRequest>(request: &R, version: ApiVersion) {
    let folder = schemas(version);
    let envelope = body(request, version);
    let name = version.name();
    let file = |kind: &str| folder.join(format!("twint_{kind}_v{name}.xsd"));
    validate(&part(&envelope, "Header"), &file("header_types"));
    validate(&part(&envelope, "Body"), &file("merchant_service"));
    let element = format!("<m:{}RequestElement", R::OPERATION.name());
    assert!(part(&envelope, "Body").starts_with(&element), "{envelope}");
}

fn pairing() -> PairingUuid {
    "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b".parse().unwrap()
}

fn store() -> StoreUuid {
    "3094877c-352c-4bed-b542-bb69c7c4608c".parse().unwrap()
}

fn order() -> OrderUuid {
    "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap()
}

fn references() -> Vec<Reference> {
    [
        "1",
        "ORDER-1001-a7Kq",
        "Bestellung Zürich <&>\"' ]]>",
        &"ä".repeat(50),
    ]
    .iter()
    .map(|text| text.parse().unwrap())
    .collect()
}

fn amounts() -> [Chf; 3] {
    [
        Chf::from_rappen(1).unwrap(),
        "99.95".parse().unwrap(),
        Chf::MAX,
    ]
}

#[test]
fn requests_about_payments_are_valid() {
    let register: CashRegisterId = "ot|5.4.0|1.0.0|D|501c68ad".parse().unwrap();
    let merchant = MerchantInformation {
        store: store(),
        cash_register: &register,
    };
    check(&EnrollCashRegister::new(merchant));
    for amount in amounts() {
        for reference in references() {
            check(&StartOrder::new(
                merchant,
                &reference,
                amount,
                Capture::Immediate,
            ));
            check(&StartOrder::new(
                merchant,
                &reference,
                amount,
                Capture::Deferred,
            ));
            check(
                &StartOrder::new(merchant, &reference, amount, Capture::Immediate)
                    .paid_by(pairing()),
            );
            let start = || StartOrder::new(merchant, &reference, amount, Capture::Immediate);
            let notification = "https://shop.example/n".parse().unwrap();
            check(&start().on_twints_page(None));
            check(&start().on_twints_page(Some(&notification)));
            check(&Reversal::new(merchant, order(), &reference, amount));
        }
        check(&ConfirmOrder::new(merchant, order(), amount, true));
        check(&ConfirmOrder::new(merchant, order(), amount, false));
    }
    check(&MonitorOrder {
        merchant,
        order: order(),
        wait: false,
    });
    check(&MonitorOrder {
        merchant,
        order: order(),
        wait: true,
    });
    check(&CancelOrder {
        merchant,
        order: order(),
    });
}

#[test]
fn requests_that_look_up_are_valid() {
    check(&GetOrder {
        store: store(),
        order: order(),
    });
    for reference in references() {
        check(&FindOrder::new(store(), &Search::Reference(&reference)));
    }
    check(&FindOrder::new(store(), &Search::Uuid(order())));
    let from = "2026-03-26T13:54:57.089+01:00".parse().unwrap();
    check(&FindOrder::new(
        store(),
        &Search::Between(&from, &Moment::from_unix_seconds(1_800_000_000).unwrap()),
    ));
}

#[test]
fn requests_about_the_account_are_valid() {
    check(&CheckSystemStatus::new(store()));
    check(&GetCertificateValidity { store: store() });
    check(&RenewCertificate::new(
        store(),
        &Passphrase::new("geheim <&> ü"),
    ));
}

/// Of `count` methods, with ids and labels as long as can be.
fn shipping(count: usize) -> ShippingMethods {
    let label = |text: &str| text.repeat(300).parse().unwrap();
    let method = |number| ShippingMethod {
        id: format!("{number:-<124}+A_z").parse().unwrap(),
        label: label("ä€<&>"),
        description: Some(label("Œ„“–½ 📦")),
        amount: Chf::ZERO,
    };
    ShippingMethods::new((0..count).map(method).collect()).unwrap()
}

#[test]
fn requests_about_check_ins_are_valid_in_the_versions_that_have_them() {
    let register: CashRegisterId = "till".parse().unwrap();
    let merchant = MerchantInformation {
        store: store(),
        cash_register: &register,
    };
    for version in [ApiVersion::V8_6, ApiVersion::V10] {
        for (scopes, count) in [(vec![Scope::Email], 0), (Scope::VARIANTS.to_vec(), 20)] {
            let request = CheckInRequest {
                net: Chf::MAX,
                scopes: Scopes::new(scopes).unwrap(),
                shipping: shipping(count),
            };
            let request = RequestFastCheckoutCheckIn::new(merchant, &request, version);
            check_in_version(&request, version);
        }
        for wait in [false, true] {
            let monitor = MonitorFastCheckoutCheckIn {
                merchant,
                pairing: pairing(),
                wait,
            };
            check_in_version(&monitor, version);
        }
    }
    check(&CancelCheckIn::new(merchant, pairing()));
}
