//! The life of a payment.

use std::time::{Duration, Instant};

use twint_simulator::{ApiVersion, PairingStatus, PhoneError, Simulator};

use crate::client::{Client, MESSAGE, REGISTER, elements};

const RECEIVED: &str = "IN_PROGRESS/ORDER_RECEIVED";
const PENDING: &str = "IN_PROGRESS/ORDER_PENDING";
const CONFIRM: &str = "IN_PROGRESS/ORDER_CONFIRMATION_PENDING";
const OK: &str = "SUCCESS/ORDER_OK";
const PARTIAL: &str = "SUCCESS/ORDER_PARTIAL_OK";

#[test]
fn a_payment_goes_from_received_to_paid() {
    for version in ApiVersion::ALL {
        let sim = Simulator::start();
        let mut client = Client::of(&sim).speaking(version);
        assert_eq!(client.enroll().status, 200);
        let started = client.start("ORDER-1", "99.95");
        assert_eq!(started.state(), RECEIVED);
        assert_eq!(
            started.element("PairingStatus").unwrap(),
            "PAIRING_IN_PROGRESS"
        );
        assert_eq!(started.element("MessageId").unwrap(), MESSAGE);
        let token = started.element("Token").unwrap();
        let uuid = started.uuid();
        assert_eq!(token.len(), 5);
        sim.pair(&token).unwrap();
        assert_eq!(client.monitor(&uuid).state(), PENDING);
        sim.approve(&token).unwrap();
        assert_eq!(client.monitor(&uuid).state(), CONFIRM);
        assert_eq!(client.confirm(&uuid, "99.95", false).state(), OK);
        assert_eq!(client.monitor(&uuid).state(), OK);
        assert_eq!(client.get(&uuid).state(), OK);
        let books = sim.books();
        assert_eq!(books.authorised, "99.95");
        assert_eq!(books.captured, "99.95");
        assert_eq!(books.reserved, "0.00");
    }
}

#[test]
fn the_answer_echoes_the_amount_as_it_was_written() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    for amount in ["100", "99.95", "5.5"] {
        let uuid = client.start("R", amount).uuid();
        let shown = elements(&client.monitor(&uuid).text(), "RequestedAmount").remove(0);
        assert!(
            shown.contains(&format!("<Amount>{amount}</Amount>")),
            "{shown}"
        );
    }
}

#[test]
fn the_authorised_amount_is_shown_before_anybody_authorised_it() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "7").uuid();
    assert!(elements(&client.monitor(&uuid).text(), "AuthorizedAmount")[0].contains(">7<"));
    assert_eq!(sim.order(&uuid).unwrap().authorized, "0.00");
}

#[test]
fn a_payment_without_confirmation_is_paid_by_approval() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let inside = client.start_kind("R", "5", "PAYMENT_IMMEDIATE", false, "");
    let uuid = client.call("StartOrder", &inside).uuid();
    sim.approve(&uuid).unwrap();
    assert_eq!(client.monitor(&uuid).state(), OK);
    assert_eq!(sim.order(&uuid).unwrap().captured, "5.00");
}

#[test]
fn a_deferred_payment_is_captured_in_parts() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let inside = client.start_kind("R", "100", "PAYMENT_DEFERRED", true, "");
    let uuid = client.call("StartOrder", &inside).uuid();
    sim.approve(&uuid).unwrap();
    assert_eq!(client.confirm(&uuid, "30", true).state(), CONFIRM);
    assert_eq!(client.confirm(&uuid, "30.5", true).state(), CONFIRM);
    let order = sim.order(&uuid).unwrap();
    assert_eq!(order.captured, "60.50");
    assert_eq!(order.reserved, "39.50");
    assert_eq!(client.confirm(&uuid, "39.50", false).state(), OK);
    assert_eq!(sim.order(&uuid).unwrap().captured, "100.00");
}

#[test]
fn a_last_confirmation_that_leaves_a_rest_says_partial_ok_and_releases_it() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "100");
    assert_eq!(client.confirm(&uuid, "60", false).state(), PARTIAL);
    let order = sim.order(&uuid).unwrap();
    assert_eq!((order.captured.0, order.reserved.0), (6_000, 0));
}

#[test]
fn more_than_was_authorised_cannot_be_confirmed() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "100");
    assert_eq!(
        client.confirm(&uuid, "100.01", false).fault().unwrap(),
        "InvalidAmount"
    );
    client.confirm(&uuid, "60", true);
    assert_eq!(
        client.confirm(&uuid, "40.01", true).fault().unwrap(),
        "InvalidAmount"
    );
    assert_eq!(
        client.confirm(&uuid, "0", true).fault().unwrap(),
        "InvalidAmount"
    );
    assert_eq!(sim.order(&uuid).unwrap().captured, "60.00");
}

#[test]
fn an_order_can_be_confirmed_once_and_only_after_approval() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    let too_early = client.confirm(&uuid, "10", false);
    assert_eq!(too_early.status, 500);
    assert_eq!(too_early.header("Connection"), Some("close"));
    assert_eq!(too_early.fault().unwrap(), "InvalidOrder");
    sim.approve(&uuid).unwrap();
    assert_eq!(client.confirm(&uuid, "10", false).status, 200);
    assert_eq!(
        client.confirm(&uuid, "10", false).fault().unwrap(),
        "InvalidOrder"
    );
    assert_eq!(sim.books().captured, "10.00");
}

#[test]
fn an_order_can_be_cancelled_until_it_is_confirmed() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let fresh = client.start("A", "10").uuid();
    let paired = client.start("B", "10").uuid();
    sim.pair(&paired).unwrap();
    let approved = client.approved(&sim, "C", "10");
    for uuid in [&fresh, &paired, &approved] {
        assert_eq!(client.cancel(uuid).state(), "FAILURE/MERCHANT_ABORT");
        assert_eq!(
            client.cancel(uuid).fault().unwrap(),
            "StatusTransitionError"
        );
    }
    assert_eq!(sim.books().reserved, "0.00");
    let paid = client.paid(&sim, "D", "10");
    assert_eq!(
        client.cancel(&paid).fault().unwrap(),
        "StatusTransitionError"
    );
    assert_eq!(client.monitor(&paid).state(), OK);
}

#[test]
fn a_cancelled_order_cannot_be_confirmed_or_approved() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "10");
    client.cancel(&uuid);
    assert_eq!(
        client.confirm(&uuid, "10", false).fault().unwrap(),
        "InvalidOrder"
    );
    assert!(matches!(sim.approve(&uuid), Err(PhoneError::WrongState(_))));
    assert_eq!(sim.books().captured, "0.00");
}

#[test]
fn a_customer_may_decline() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    sim.decline(&uuid).unwrap();
    assert_eq!(client.monitor(&uuid).state(), "FAILURE/CLIENT_ABORT");
    assert!(
        client
            .monitor(&uuid)
            .text()
            .contains("<ns2:Reason code=\"103\">")
    );
    assert_eq!(
        sim.order(&uuid).unwrap().pairing_status,
        PairingStatus::NoPairing
    );
}

#[test]
fn an_order_nobody_takes_times_out() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    sim.advance(Duration::from_secs(170));
    assert_eq!(client.monitor(&uuid).state(), RECEIVED);
    sim.advance(Duration::from_secs(11));
    assert_eq!(client.monitor(&uuid).state(), "FAILURE/CLIENT_TIMEOUT");
    let other = client.start("S", "10").uuid();
    sim.expire(&other).unwrap();
    assert_eq!(client.monitor(&other).state(), "FAILURE/CLIENT_TIMEOUT");
}

#[test]
fn a_reference_may_come_twice_but_then_no_longer_finds_one_order() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let first = client.start("SAME", "10").uuid();
    assert_eq!(
        client.by_reference("MonitorOrder", "SAME", "").state(),
        RECEIVED
    );
    let second = client.start("SAME", "10").uuid();
    assert_ne!(first, second);
    for operation in ["MonitorOrder", "CancelOrder"] {
        let answer = client.by_reference(operation, "SAME", "");
        assert_eq!(answer.fault().unwrap(), "SystemError");
        assert_eq!(
            answer.element("faultstring").unwrap(),
            "There are multiple orders associated with the given merchant transaction reference SAME. Request can not be processed."
        );
    }
    sim.decline(&first).unwrap();
    sim.advance(Duration::from_secs(30 * 86_400));
    let much_later = client.by_reference("MonitorOrder", "SAME", "");
    assert_eq!(much_later.fault().unwrap(), "SystemError", "for ever");
    assert_eq!(much_later.element("Code").unwrap(), "1000");
    let found =
        client.find("<m:MerchantTransactionReference>SAME</m:MerchantTransactionReference>");
    assert_eq!(elements(&found.text(), "Uuid"), [first.clone(), second]);
    assert_eq!(client.monitor(&first).state(), "FAILURE/CLIENT_ABORT");
}

#[test]
fn each_store_sees_its_own_orders_only() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "1").uuid();
    client.merchant = sim.second_store_uuid();
    assert_eq!(client.monitor(&uuid).fault().unwrap(), "InvalidOrder");
    for by in [
        format!("<m:OrderUuid>{uuid}</m:OrderUuid>"),
        "<m:MerchantTransactionReference>R</m:MerchantTransactionReference>".to_owned(),
        String::new(),
    ] {
        assert!(!client.find(&by).text().contains(&uuid), "{by}");
    }
    sim.store_uuid().clone_into(&mut client.merchant);
    assert_eq!(client.monitor(&uuid).status, 200);
}

#[test]
fn find_order_searches_by_reference_uuid_date_and_nothing() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let early = client.start("EARLY", "1").uuid();
    sim.advance(Duration::from_secs(86_400));
    let late = client.start("LATE", "1").uuid();
    let uuids = |answer: crate::client::Answer| elements(&answer.text(), "Uuid");
    assert_eq!(uuids(client.find("")), [early.clone(), late.clone()]);
    assert_eq!(
        uuids(client.find(&format!("<m:OrderUuid>{late}</m:OrderUuid>"))),
        std::slice::from_ref(&late)
    );
    let unknown = "<m:MerchantTransactionReference>NO</m:MerchantTransactionReference>";
    assert_eq!(uuids(client.find(unknown)), [""; 0]);
    let created = sim.order(&late).unwrap().created_at;
    let range = format!(
        "<m:SearchStartDate>{created}</m:SearchStartDate><m:SearchEndDate>2999-01-01T00:00:00Z</m:SearchEndDate>"
    );
    assert_eq!(uuids(client.find(&range)), [late]);
    assert_eq!(sim.order(&early).unwrap().reason, "CLIENT_TIMEOUT");
}

#[test]
fn unknown_orders_are_refused() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let unknown = "00000000-0000-4000-8000-000000000000";
    for answer in [
        client.monitor(unknown),
        client.confirm(unknown, "1", false),
        client.cancel(unknown),
        client.get(unknown),
        client.by_reference("MonitorOrder", "NO", ""),
    ] {
        assert_eq!(answer.fault().unwrap(), "InvalidOrder");
    }
    assert!(matches!(
        sim.approve("12345"),
        Err(PhoneError::UnknownOrder(_))
    ));
}

#[test]
fn a_waiting_monitor_answers_when_the_customer_acts() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    let started = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(150));
            sim.approve(&uuid).unwrap();
        });
        assert_eq!(client.wait(&uuid).state(), CONFIRM);
    });
    let taken = started.elapsed();
    assert!(
        taken >= Duration::from_millis(140) && taken < Duration::from_secs(2),
        "{taken:?}"
    );
}

#[test]
fn a_waiting_monitor_answers_when_time_jumps_and_after_a_while_anyway() {
    let sim = Simulator::start();
    sim.set(|s| s.quirks.long_poll_ms = 300);
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    let started = Instant::now();
    assert_eq!(client.wait(&uuid).state(), RECEIVED);
    assert!(started.elapsed() >= Duration::from_millis(290));
    sim.set(|s| s.quirks.long_poll_ms = 60_000);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            sim.advance(Duration::from_secs(200));
        });
        assert_eq!(client.wait(&uuid).state(), "FAILURE/CLIENT_TIMEOUT");
    });
    assert_eq!(client.wait(&uuid).state(), "FAILURE/CLIENT_TIMEOUT");
}

#[test]
fn a_cash_register_must_be_enrolled_unless_the_test_says_otherwise() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    assert_eq!(
        client.start("R", "10").fault().unwrap(),
        "InvalidCashRegister"
    );
    client.enroll();
    assert_eq!(
        client.enroll().element("BeaconSecret").unwrap(),
        "no secret"
    );
    assert_eq!(client.start("R", "10").status, 200);
    let lenient = Simulator::builder().enforce_enrolment(false).start();
    assert_eq!(Client::of(&lenient).start("R", "10").status, 200);
}

#[test]
fn a_confirmation_is_taken_from_a_cash_register_that_was_not_enrolled() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "10");
    let other = "another till";
    let inside = format!(
        "{}<m:OrderUuid>{uuid}</m:OrderUuid><m:RequestedAmount><b:Amount>10</b:Amount><b:Currency>CHF</b:Currency></m:RequestedAmount>",
        client.merchant_information().replace(REGISTER, other)
    );
    assert_eq!(client.call("ConfirmOrder", &inside).state(), OK);
    let monitor = format!(
        "{}<m:OrderUuid>{uuid}</m:OrderUuid>",
        client.merchant_information().replace(REGISTER, other)
    );
    assert_eq!(
        client.call("MonitorOrder", &monitor).fault().unwrap(),
        "InvalidCashRegister"
    );
}

/// Recorded: 816 bytes, whatever the state and however the order is named.
#[test]
fn the_fault_of_a_wrong_state_is_always_the_same() {
    for version in [ApiVersion::V8_5, ApiVersion::V8_6, ApiVersion::V8_7] {
        let sim = Simulator::start();
        let mut client = Client::of(&sim).speaking(version);
        client.enroll();
        let waiting = client.start("WAITING", "10").uuid();
        let paired = client.start("PAIRED", "123.45").uuid();
        sim.pair(&paired).unwrap();
        let declined = client.start("DECLINED", "10").uuid();
        sim.decline(&declined).unwrap();
        let cancelled = client.start("CANCELLED", "10").uuid();
        client.cancel(&cancelled);
        let paid = client.paid(&sim, "PAID", "10");
        let amount = "<m:RequestedAmount><b:Amount>10</b:Amount><b:Currency>CHF</b:Currency></m:RequestedAmount>";
        let mut faults = Vec::new();
        for (uuid, reference) in [
            (&waiting, "WAITING"),
            (&paired, "PAIRED"),
            (&declined, "DECLINED"),
            (&cancelled, "CANCELLED"),
            (&paid, "PAID"),
        ] {
            faults.push(client.confirm(uuid, "10", false).text());
            faults.push(
                client
                    .by_reference("ConfirmOrder", reference, amount)
                    .text(),
            );
            if uuid != &paid {
                faults.push(client.reverse(uuid, "R-1", "10").text());
                let link = format!(
                    "<m:Link><m:MerchantTransactionReference>{reference}</m:MerchantTransactionReference></m:Link>"
                );
                let inside = client.start_kind("R-1", "10", "REVERSAL", false, &link);
                faults.push(client.call("StartOrder", &inside).text());
            }
        }
        for fault in &faults {
            assert_eq!((fault.len(), fault), (816, &faults[0]));
        }
        let refused = client.cancel(&paid);
        assert!(!refused.text().contains("SUCCESS"), "{}", refused.text());
        assert_eq!(refused.text(), client.cancel(&cancelled).text());
    }
}

#[test]
fn the_system_status_is_what_the_test_says() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    assert_eq!(client.status().element("Status").unwrap(), "OK");
    sim.set_system_status(false);
    assert_eq!(client.status().element("Status").unwrap(), "ERROR");
}

#[test]
fn the_qr_code_and_the_payment_page_come_only_when_asked_for() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let asked = client.start("A", "1");
    assert!(
        asked
            .element("QRCode")
            .unwrap()
            .starts_with("data:image/png;base64,iVBOR")
    );
    let plain = client
        .start_xml("B", "1")
        .replace("<m:QRCodeRendering>true</m:QRCodeRendering>", "");
    assert_eq!(client.call("StartOrder", &plain).element("QRCode"), None);
    let page = format!("{plain}<m:PaymentLayerRendering>PAYMENT_PAGE</m:PaymentLayerRendering>");
    let answer = client.call("StartOrder", &page);
    assert!(answer.element("Token").is_some());
    let address = answer.element("TwintURL").unwrap().replace("&amp;", "&");
    let uuid = answer.uuid();
    let known = format!("https://pay-pat.twint.ch/static-page/?orderUUID={uuid}&type=PAYMENT&jwt=");
    let parts: Vec<_> = address.strip_prefix(&known).unwrap().split('.').collect();
    assert_eq!(parts.len(), 3, "{address}");
    assert!(parts.iter().all(|part| !part.contains(['+', '/', '='])));
    let claims = parts[1].replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - claims.len() % 4) % 4);
    let claims = openssl::base64::decode_block(&(claims + &padding)).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    let lifetime = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!(lifetime, 900);
    assert_eq!(answer.element("QRCode"), None);
}

#[test]
fn the_automatic_customer_approves_by_himself() {
    let sim = Simulator::builder()
        .auto_approve_after(Duration::from_millis(50))
        .start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    assert_eq!(client.wait(&uuid).state(), CONFIRM);
}

#[test]
fn thousands_of_orders_are_held_and_found() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let plain = |client: &Client, n: u32| {
        client
            .start_xml(&format!("R{n}"), "1")
            .replace("<m:QRCodeRendering>true</m:QRCodeRendering>", "")
    };
    for n in 0..3_000 {
        let inside = plain(&client, n);
        assert_eq!(client.call("StartOrder", &inside).status, 200);
    }
    assert_eq!(
        client.by_reference("MonitorOrder", "R2999", "").state(),
        RECEIVED
    );
    assert_eq!(sim.orders().len(), 3_000);
    let tokens: std::collections::HashSet<_> = sim.orders().into_iter().map(|o| o.token).collect();
    assert_eq!(tokens.len(), 3_000);
    assert_eq!(client.connections, 1);
}

#[test]
fn each_call_is_logged_with_the_states_around_it() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.approved(&sim, "R", "10");
    client.confirm(&uuid, "10", false);
    let calls = sim.calls();
    let operations: Vec<_> = calls.iter().map(|c| c.operation.as_str()).collect();
    assert_eq!(
        operations,
        ["EnrollCashRegister", "StartOrder", "ConfirmOrder"]
    );
    let start = &calls[1];
    assert_eq!(start.state_before, None);
    assert_eq!(start.state_after.as_deref(), Some(RECEIVED));
    assert_eq!(start.reference.as_deref(), Some("R"));
    assert_eq!(start.message_id.as_deref(), Some(MESSAGE));
    let confirm = &calls[2];
    assert_eq!(confirm.state_before.as_deref(), Some(CONFIRM));
    assert_eq!(confirm.state_after.as_deref(), Some(OK));
    assert_eq!(confirm.order_uuid.as_deref(), Some(uuid.as_str()));
    assert_eq!(confirm.reference.as_deref(), Some("R"));
    assert_eq!(confirm.http_status, Some(200));
    assert_eq!(sim.counters().connections, 1);
    assert_eq!(sim.counters().calls_by_operation["StartOrder"], 1);
}

#[test]
fn resetting_forgets_everything_but_the_certificates() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    sim.advance(Duration::from_secs(1_000));
    sim.reset();
    assert!(sim.order(&uuid).is_none());
    assert!(sim.calls().is_empty());
    client.disconnect();
    assert_eq!(
        client.start("R", "10").fault().unwrap(),
        "InvalidCashRegister"
    );
}
