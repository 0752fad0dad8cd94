//! Requests the schema forbids.

use twint_simulator::{ApiVersion, Simulator};

use crate::client::{Answer, Client, envelope};

/// The fault is `InvalidParameter`, and answer and log say why.
fn assert_complains(sim: &Simulator, answer: &Answer, about: &str) {
    assert_eq!(
        answer.fault().as_deref(),
        Some("InvalidParameter"),
        "{about}"
    );
    let told = answer.element("DetailDescription").unwrap_or_default();
    assert!(told.contains(about), "{about:?} not in {told:?}");
    let logged = sim.calls().pop().unwrap().complaints.join("; ");
    assert!(
        logged.contains(&about.replace("&quot;", "\"")),
        "{about:?} not in {logged:?}"
    );
}

#[test]
fn a_start_order_is_checked_element_by_element() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let good = client.start_xml("R", "10");
    for (old, new, about) in [
        (
            "<m:PostingType>GOODS</m:PostingType>",
            "",
            "expected PostingType",
        ),
        ("GOODS", "THINGS", "expected one of GOODS, MONEY"),
        (
            "<b:Amount>10</b:Amount>",
            "<b:Amount>-1</b:Amount>",
            "a decimal that is not negative",
        ),
        (
            "<b:Amount>10</b:Amount>",
            "<b:Amount>1.0E-5</b:Amount>",
            "a decimal that is not negative",
        ),
        (
            "<b:Amount>10</b:Amount>",
            "<m:Amount>10</m:Amount>",
            "expected Amount in namespace",
        ),
        ("CHF", "FRANKEN", "at most 3 characters"),
        (
            ">R<",
            ">123456789012345678901234567890123456789012345678901<",
            "at most 50 characters",
        ),
        (
            "type=\"PAYMENT_IMMEDIATE\"",
            "",
            "expected the attribute type",
        ),
        (
            "PAYMENT_IMMEDIATE",
            "PAYMENT_LATER",
            "expected one of PAYMENT_IMMEDIATE",
        ),
        (
            "confirmationNeeded=\"true\"",
            "confirmationNeeded=\"yes\"",
            "expected true or false",
        ),
        (
            "confirmationNeeded",
            "confirmation",
            "did not expect the attribute confirmation",
        ),
        (
            "<m:UnidentifiedCustomer>true</m:UnidentifiedCustomer>",
            "",
            "PairingUuid or UnidentifiedCustomer",
        ),
        (
            "<m:UnidentifiedCustomer>",
            "<m:PairingUuid>84760185-a1ad-49a7-b521-cb4b09a006d4</m:PairingUuid><m:UnidentifiedCustomer>",
            "did not expect UnidentifiedCustomer here",
        ),
        (
            "<m:QRCodeRendering>true",
            "<m:QRCodeRendering>ja",
            "expected true or false",
        ),
        ("</m:Order>", "</m:Order><m:Surprise/>", "found Surprise"),
        (
            "<m:Order ",
            "hello<m:Order ",
            "text \"hello\" between elements",
        ),
        (
            "</m:MerchantTransactionReference>",
            "<m:X/></m:MerchantTransactionReference>",
            "did not expect an element inside",
        ),
    ] {
        assert!(good.contains(old), "{old}");
        let answer = client.call("StartOrder", &good.replacen(old, new, 1));
        assert_complains(&sim, &answer, &about.replace('"', "&quot;"));
    }
    assert!(sim.orders().is_empty());
    assert_eq!(client.call("StartOrder", &good).status, 200);
}

#[test]
fn elements_out_of_order_are_refused() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let inside = format!(
        "<m:OrderUuid>84760185-a1ad-49a7-b521-cb4b09a006d4</m:OrderUuid>{}",
        client.merchant_information()
    );
    let answer = client.call("MonitorOrder", &inside);
    assert_complains(&sim, &answer, "expected MerchantInformation");
}

#[test]
fn a_choice_takes_one() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let both = format!(
        "{}<m:OrderUuid>84760185-a1ad-49a7-b521-cb4b09a006d4</m:OrderUuid><m:MerchantTransactionReference>R</m:MerchantTransactionReference>",
        client.merchant_information()
    );
    let answer = client.call("CancelOrder", &both);
    assert_complains(
        &sim,
        &answer,
        "did not expect MerchantTransactionReference here",
    );
    let half = "<m:SearchStartDate>2024-01-01T00:00:00Z</m:SearchStartDate>";
    assert_complains(&sim, &client.find(half), "expected SearchEndDate");
}

#[test]
fn each_version_allows_its_own_elements() {
    use ApiVersion::{V8_5, V8_6, V8_7, V9, V10};
    let sim = Simulator::start();
    for version in ApiVersion::ALL {
        let mut client = Client::of(&sim).speaking(version);
        client.enroll();
        let merchant = client.merchant_information();
        let enrol = format!("{merchant}<m:CashRegisterType>EPOS</m:CashRegisterType>");
        let start = client.start_xml("R", "10");
        let selector = "<m:UnidentifiedCustomer>true</m:UnidentifiedCustomer>";
        for (operation, inside, versions, otherwise) in [
            (
                "EnrollCashRegister",
                enrol.replace("EPOS", "OTHER"),
                &[V8_5][..],
                "expected one of POS-Serviced",
            ),
            (
                "EnrollCashRegister",
                format!("{enrol}<m:BeaconDaemonVersion>1</m:BeaconDaemonVersion>"),
                &[V8_5, V8_6, V8_7],
                "did not expect BeaconDaemonVersion: it does not exist in",
            ),
            (
                "StartOrder",
                start.replace(
                    selector,
                    "<m:OfflineAuthorization>x</m:OfflineAuthorization>",
                ),
                &[V8_5, V8_6, V8_7],
                "PairingUuid or UnidentifiedCustomer",
            ),
            (
                "StartOrder",
                start.replace(
                    "</m:Order>",
                    "<m:CustomerBenefit><b:Amount>1</b:Amount><b:Currency>CHF</b:Currency></m:CustomerBenefit></m:Order>",
                ),
                &[V8_5, V8_6, V8_7, V9],
                "did not expect CustomerBenefit: it does not exist in",
            ),
            (
                "StartOrder",
                start.replace(
                    "<m:Order ",
                    "<m:OperationOrigin>MERCHANT</m:OperationOrigin><m:Order ",
                ),
                &[V10],
                "found OperationOrigin",
            ),
        ] {
            client.call(operation, &inside);
            let complaints = sim.calls().pop().unwrap().complaints.join("; ");
            if versions.contains(&version) {
                assert_eq!(complaints, "", "{version:?} {operation}");
            } else {
                assert!(complaints.contains(otherwise), "{version:?}: {complaints}");
            }
        }
    }
}

#[test]
fn each_version_answers_an_enrolment_in_its_own_way() {
    let sim = Simulator::start();
    for version in ApiVersion::ALL {
        let answer = Client::of(&sim).speaking(version).enroll();
        assert_eq!(answer.status, 200);
        let old = version < ApiVersion::V9;
        assert_eq!(
            answer.element("BeaconSecurity").is_some(),
            old,
            "{version:?}"
        );
        assert_eq!(answer.element("Terminal").is_some(), !old, "{version:?}");
    }
}

#[test]
fn a_benefit_is_repeated_in_the_versions_that_know_it() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let inside = client.start_xml("R", "10").replace(
        "</m:Order>",
        "<m:CustomerBenefit><b:Amount>1</b:Amount><b:Currency>CHF</b:Currency></m:CustomerBenefit></m:Order>",
    );
    let uuid = client.call("StartOrder", &inside).uuid();
    for version in ApiVersion::ALL {
        let seen = Client::of(&sim).speaking(version).get(&uuid);
        assert_eq!(
            seen.element("CustomerBenefit").is_some(),
            version < ApiVersion::V10,
            "{version:?}"
        );
    }
}

#[test]
fn an_api_token_is_for_version_10() {
    let sim = Simulator::start();
    sim.set(|s| s.quirks.api_token = true);
    for version in ApiVersion::ALL {
        let mut client = Client::of(&sim).speaking(version);
        client.enroll();
        let started = client.start(version.name(), "10");
        for answer in [&started, &client.get(&started.uuid())] {
            let shown = answer.element("ApiToken");
            assert_eq!(shown.is_some(), version == ApiVersion::V10, "{version:?}");
        }
    }
}

#[test]
fn one_versions_namespace_is_not_understood_at_the_others_path() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let inside = client.merchant_information();
    let other = envelope(ApiVersion::V10, "CheckSystemStatus", &inside);
    let answer = client.post("CheckSystemStatus", &other);
    assert_eq!(answer.unwrap().fault().unwrap(), "InvalidParameter");
    assert!(sim.calls()[0].complaints[0].contains("header/types/v8_6"));
}

#[test]
fn the_header_is_checked_too() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let good = envelope(
        ApiVersion::V8_6,
        "CheckSystemStatus",
        &client.merchant_information(),
    );
    for (old, new, about) in [
        ("e6d46274-", "", "MessageId: expected a UUID"),
        (
            "<h:ClientSoftwareVersion>1</h:ClientSoftwareVersion>",
            "",
            "expected ClientSoftwareVersion",
        ),
        (
            "h:RequestHeaderElement",
            "m:RequestHeaderElement",
            "expected RequestHeaderElement",
        ),
    ] {
        let answer = client
            .post("CheckSystemStatus", &good.replace(old, new))
            .unwrap();
        assert_complains(&sim, &answer, about);
    }
    let understood = good.replace(
        "<h:RequestHeaderElement>",
        "<h:RequestHeaderElement s:mustUnderstand=\"1\">",
    );
    assert_eq!(
        client
            .post("CheckSystemStatus", &understood)
            .unwrap()
            .status,
        200
    );
}

#[test]
fn the_soap_action_must_name_the_operation_in_quotes() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let good = envelope(
        ApiVersion::V8_6,
        "CheckSystemStatus",
        &client.merchant_information(),
    );
    let answer = client.post("MonitorOrder", &good).unwrap();
    assert_complains(&sim, &answer, "the body is CheckSystemStatus");
    let bare = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nSOAPAction: CheckSystemStatus\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n{good}",
        ApiVersion::V8_6.path(),
        good.len()
    );
    assert_complains(
        &sim,
        &client.send(bare.as_bytes()).unwrap(),
        "SOAPAction in quotes",
    );
    let json = bare
        .replace("text/xml", "application/json")
        .replace(": CheckSystemStatus", ": \"CheckSystemStatus\"");
    assert_complains(
        &sim,
        &client.send(json.as_bytes()).unwrap(),
        "expected Content-Type text/xml",
    );
}

#[test]
fn what_is_no_soap_is_refused_with_a_reason() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    for (body, about) in [
        ("", "no root element"),
        ("hello", "text outside"),
        ("<a><b></a>", "not well-formed"),
        ("<Envelope/>", "expected a SOAP 1.1 Envelope"),
        ("<!DOCTYPE a><a/>", "DOCTYPE"),
    ] {
        let answer = client.post("StartOrder", body).unwrap();
        assert_complains(&sim, &answer, about);
    }
}

#[test]
fn operations_that_are_not_served_say_so() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let inside = client.merchant_information();
    let answer = client.call("RequestCheckIn", &inside);
    assert_eq!(answer.fault().unwrap(), "SystemError");
    assert!(
        answer
            .element("faultstring")
            .unwrap()
            .contains("does not serve RequestCheckIn")
    );
    assert_complains(
        &sim,
        &client.call("MakeCoffee", &inside),
        "MakeCoffee is not served",
    );
    let mut old = client.speaking(ApiVersion::V8_5);
    assert_complains(
        &sim,
        &old.call("RequestFastCheckoutCheckIn", &inside),
        "RequestFastCheckoutCheckIn does not exist in 8.5",
    );
}

#[test]
fn a_credit_is_refused_with_a_fault_that_its_operation_declares() {
    let sim = Simulator::start();
    for version in ApiVersion::ALL {
        let mut client = Client::of(&sim).speaking(version);
        client.enroll();
        let paid = client.paid(&sim, version.name(), "10");
        for link in [
            String::new(),
            format!("<m:Link><m:OrderUuid>{paid}</m:OrderUuid></m:Link>"),
        ] {
            for confirm in [true, false] {
                let inside = client.start_kind("C", "5", "CREDIT", confirm, &link);
                let answer = client.call("StartOrder", &inside);
                assert_eq!(answer.status, 500);
                assert_eq!(answer.fault().unwrap(), "InvalidOrder");
                assert_eq!(answer.element("Code").unwrap(), "1116");
                assert_eq!(sim.calls().pop().unwrap().complaints, [""; 0]);
            }
        }
    }
    assert!(sim.orders().iter().all(|order| order.reference != "C"));
    assert_eq!(sim.books().refunded, "0.00");
}

#[test]
fn amounts_of_more_than_two_places_are_invalid_amounts() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let answer = client.start("R", "8.605");
    assert_eq!(answer.fault().unwrap(), "InvalidAmount");
    assert!(sim.calls().pop().unwrap().complaints[0].contains("more than two decimal places"));
    assert_eq!(client.start("R", "8.600").status, 200);
    assert_eq!(client.start("R", "0").fault().unwrap(), "InvalidAmount");
    let euros = client.start_xml("R", "1").replace("CHF", "EUR");
    assert_eq!(
        client.call("StartOrder", &euros).fault().unwrap(),
        "InvalidCurrency"
    );
}

#[test]
fn another_merchants_uuid_is_an_invalid_merchant() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    client.merchant = "3094877c-352c-4bed-b542-bb69c7c4608c".to_owned();
    assert_eq!(client.status().fault().unwrap(), "InvalidMerchant");
    client.merchant = sim.store_uuid().to_uppercase();
    assert_eq!(client.status().status, 200);
}

#[test]
fn unknown_paths_are_not_found() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let answer = client
        .send(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    assert_eq!(answer.status, 404);
}

#[test]
fn bodies_may_come_in_chunks() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let inside = client.merchant_information();
    let body = envelope(ApiVersion::V8_6, "CheckSystemStatus", &inside);
    let (first, second) = body.split_at(100);
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nSOAPAction: \"CheckSystemStatus\"\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n\
         {:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        ApiVersion::V8_6.path(),
        first.len(),
        second.len()
    );
    assert_eq!(client.send(request.as_bytes()).unwrap().status, 200);
}
