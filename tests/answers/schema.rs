//! The full answers are what TWINT's schemas allow.
//!
//! The schemas are not part of this project; the test runs where they lie beside it, with `xmllint`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use strum::VariantArray;

use crate::reading::Answer;
use crate::{VERSIONS, full};

#[test]
fn full_answers_are_valid() {
    for version in VERSIONS {
        let name = version.name();
        let schema = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/twint")
            .join(format!("wsdl-v{name}/twint_merchant_service_v{name}.xsd"));
        let responses = Answer::VARIANTS
            .iter()
            .filter(|answer| **answer != Answer::Fault);
        for answer in responses {
            let xml = full::xml(*answer, version);
            let (_, response) = xml.split_once("<soap:Body>").unwrap();
            let (response, _) = response.split_once("</soap:Body>").unwrap();
            validate(response, &schema);
        }
    }
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
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}\n{xml}");
}
