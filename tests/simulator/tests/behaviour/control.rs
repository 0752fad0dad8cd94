//! The control API, as a script uses it.

use std::io::Write;
use std::net::TcpStream;

use serde_json::{Value, json};
use twint_simulator::{MerchantCertificate, Quirks, Simulator};

use crate::client::{self, Client};

fn request(sim: &Simulator, method: &str, path: &str, body: &str) -> client::Answer {
    let mut stream = TcpStream::connect(sim.control().trim_start_matches("http://")).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    client::read_answer(&mut stream).unwrap()
}

fn ask(sim: &Simulator, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let answer = request(sim, method, path, &body);
    let value = serde_json::from_slice(&answer.body).unwrap();
    (answer.status, value)
}

fn get(sim: &Simulator, path: &str) -> Value {
    let (status, value) = ask(sim, "GET", path, &Value::Null);
    assert_eq!(status, 200, "{path}: {value}");
    value
}

fn post(sim: &Simulator, path: &str, body: &Value) -> Value {
    let (status, value) = ask(sim, "POST", path, body);
    assert!(status < 300, "{path}: {value}");
    value
}

#[test]
fn a_script_plays_the_customer() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let token = client.start("R", "10").element("Token").unwrap();
    let uuid = sim.orders()[0].uuid.clone();
    let waiting = get(&sim, "/api/phone");
    assert_eq!(waiting["shop"], "Demo-Shop");
    assert_eq!(waiting["waiting"][0]["token"], token);
    assert_eq!(
        post(&sim, &format!("/api/orders/{token}/pair"), &Value::Null)["reason"],
        "ORDER_PENDING"
    );
    let approved = post(&sim, &format!("/api/orders/{uuid}/approve"), &Value::Null);
    assert_eq!(approved["reason"], "ORDER_CONFIRMATION_PENDING");
    assert_eq!(approved["authorized"], "10.00");
    let (status, refused) = ask(
        &sim,
        "POST",
        &format!("/api/orders/{token}/decline"),
        &Value::Null,
    );
    assert_eq!(status, 409);
    assert!(
        refused["error"]
            .as_str()
            .unwrap()
            .contains("CONFIRMATION_PENDING")
    );
    assert_eq!(ask(&sim, "GET", "/api/orders/99999", &Value::Null).0, 404);
    assert_eq!(get(&sim, "/api/orders?waiting=true"), json!([]));
    assert_eq!(get(&sim, "/api/books")["reserved"], "10.00");
}

#[test]
fn a_script_orders_failures_and_takes_them_back() {
    let sim = Simulator::start();
    let mut client = Client::of(&sim);
    let id = post(
        &sim,
        "/api/failures",
        &json!({"when": {"first": 1}, "what": {"html": 503}}),
    )["id"]
        .clone();
    assert_eq!(client.status().status, 503);
    let listed = get(&sim, "/api/failures");
    assert_eq!((&listed[0]["id"], &listed[0]["struck"]), (&id, &json!(1)));
    let (status, _) = ask(&sim, "DELETE", &format!("/api/failures/{id}"), &Value::Null);
    assert_eq!(status, 200);
    assert_eq!(get(&sim, "/api/failures"), json!([]));
    post(&sim, "/api/failures", &json!({"what": "refuseConnection"}));
    client.disconnect();
    assert!(client.try_status().is_err());
    ask(&sim, "DELETE", "/api/failures", &Value::Null);
    assert_eq!(client.status().status, 200);
    assert_eq!(
        ask(&sim, "POST", "/api/failures", &json!({"what": "nonsense"})).0,
        400
    );
    let no_fault = json!({"what": {"fault": {"element": "Nonsense"}}});
    assert_eq!(ask(&sim, "POST", "/api/failures", &no_fault).0, 400);
}

#[test]
fn a_script_moves_the_clock_and_changes_settings() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    let uuid = client.start("R", "10").uuid();
    assert_eq!(
        post(&sim, "/api/clock", &json!({"advanceMs": 200_000}))["aheadMs"],
        200_000
    );
    assert_eq!(
        get(&sim, &format!("/api/orders/{uuid}"))["reason"],
        "CLIENT_TIMEOUT"
    );
    let settings = post(
        &sim,
        "/api/settings",
        &json!({"systemStatusOk": false, "quirks": {"overRefund": "InvalidAmount"}}),
    );
    assert_eq!(settings["quirks"]["overRefund"], "InvalidAmount");
    assert_eq!(client.status().element("Status").unwrap(), "ERROR");
    assert_eq!(
        ask(&sim, "POST", "/api/settings", &json!({"unknown": 1})).0,
        400
    );
    post(&sim, "/api/settings", &json!({"refuseConnections": true}));
    client.disconnect();
    assert!(client.try_status().is_err());
    post(&sim, "/api/reset", &Value::Null);
    assert_eq!(client.status().element("Status").unwrap(), "OK");
    assert_eq!(get(&sim, "/api/orders"), json!([]));
}

#[test]
fn a_script_draws_quirks_from_the_catalogue() {
    let sim = Simulator::start();
    let catalogue = get(&sim, "/api/quirks");
    assert_eq!(catalogue, json!(Quirks::catalogue()));
    for quirk in catalogue.as_array().unwrap() {
        let name = quirk["name"].as_str().unwrap();
        for value in quirk["values"].as_array().unwrap() {
            let settings = post(&sim, "/api/settings", &json!({"quirks": {name: value}}));
            assert_eq!(&settings["quirks"][name], value);
        }
    }
}

#[test]
fn a_script_reads_calls_counters_and_state() {
    let sim = Simulator::start();
    let mut client = Client::enrolled(&sim);
    client.start("R", "10");
    let calls = get(&sim, "/api/calls?operation=StartOrder");
    assert_eq!(calls.as_array().unwrap().len(), 1);
    assert_eq!(calls[0]["apiVersion"], "8.6");
    assert_eq!(get(&sim, "/api/calls?since=1")[0]["sequence"], 2);
    ask(&sim, "DELETE", "/api/calls", &Value::Null);
    assert_eq!(get(&sim, "/api/calls"), json!([]));
    client.status();
    assert_eq!(get(&sim, "/api/calls")[0]["sequence"], 3);
    assert_eq!(
        get(&sim, "/api/counters")["callsByOperation"]["StartOrder"],
        1
    );
    let state = get(&sim, "/api/state");
    assert_eq!(state["endpoint"], sim.endpoint());
    assert_eq!(state["storeUuid"], sim.store_uuid());
    assert_eq!(
        state["orders"],
        json!({"total": 1, "waitingForCustomer": 1})
    );
}

#[test]
fn a_script_fetches_certificates() {
    let sim = Simulator::start();
    let all = get(&sim, "/api/certificates");
    for which in MerchantCertificate::ALL {
        assert!(all[which.name()]["pkcs12"].is_string(), "{which:?}");
    }
    let pem = request(&sim, "GET", "/api/certificates/valid.pem", "");
    assert_eq!(pem.text(), sim.certificate(MerchantCertificate::Valid).pem);
    assert_eq!(request(&sim, "GET", "/api/ca.pem", "").text(), sim.ca_pem());
    assert_eq!(
        request(&sim, "GET", "/api/certificates/nobody.pem", "").status,
        404
    );
}

#[test]
fn the_phone_is_one_page_without_anybody_elses_things() {
    let sim = Simulator::start();
    let page = request(&sim, "GET", "/?token=12345", "");
    assert_eq!(page.status, 200);
    assert!(
        page.header("Content-Type")
            .unwrap()
            .starts_with("text/html")
    );
    let text = page.text();
    for foreign in ["https://", "http://", "src=", "@import"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
}

fn app_schemes(sim: &Simulator) -> client::Answer {
    let connector = client::connector(sim, None, None);
    let address = sim
        .app_schemes_endpoint()
        .trim_start_matches("https://")
        .to_owned();
    let tcp = TcpStream::connect(address).unwrap();
    let mut stream = connector.connect("127.0.0.1", tcp).unwrap();
    stream
        .write_all(b"GET /appSwitch/v1/configs HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    client::read_answer(&mut stream).unwrap()
}

#[test]
fn the_app_list_needs_no_certificate_and_may_be_broken() {
    let sim = Simulator::start();
    let answer = app_schemes(&sim);
    assert_eq!(answer.header("Content-Type"), Some("application/json"));
    assert_eq!(answer.header("Upgrade"), Some("h2,h2c"));
    assert_eq!(answer.header("Connection"), Some("Upgrade"));
    let first = r#"{"appSwitchConfigList":[{"issuerUrlScheme":"twint-issuer25://","displayName":"AEK TWINT"},"#;
    assert!(answer.text().starts_with(first), "{}", answer.text());
    let list: Value = serde_json::from_slice(&answer.body).unwrap();
    let apps = list["appSwitchConfigList"].as_array().unwrap();
    let all = |name: &str| -> Vec<String> {
        let text = |app: &Value| app[name].as_str().unwrap().to_owned();
        apps.iter().map(text).collect()
    };
    let mut schemes = all("issuerUrlScheme");
    schemes.sort();
    schemes.dedup();
    assert_eq!(schemes.len(), 45);
    assert!(schemes.iter().all(|s| s.starts_with("twint-issuer")));
    for odd in ['–', '&'] {
        assert!(all("displayName").iter().any(|name| name.contains(odd)));
    }
    sim.set_app_schemes("{broken");
    assert_eq!(app_schemes(&sim).text(), "{broken");
    post(
        &sim,
        "/api/app-schemes",
        &json!({"text": "gone", "status": 503}),
    );
    assert_eq!(app_schemes(&sim).status, 503);
    assert_eq!(sim.counters().app_scheme_requests, 3);
}
