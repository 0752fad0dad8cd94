//! The control port: plain HTTP with JSON for scripts, and the phone's page.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use openssl::base64;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::app_schemes::AppSchemes;
use crate::certificates::{ClientCertificate, MerchantCertificate, PASSPHRASE};
use crate::check_ins::Approval;
use crate::clock::swiss_timestamp;
use crate::failures::{Failure, FailureId};
use crate::gate::Gate;
use crate::http1::{Answer, Head, Reader};
use crate::phone::{CheckInMove, Move, PhoneError};
use crate::quirks::Quirks;
use crate::shared::Shared;
use crate::simulator::Endpoints;

const PHONE: &str = include_str!("phone.html");

/// What the control port works on.
#[derive(Clone)]
pub(crate) struct Control {
    pub shared: Arc<Shared>,
    pub gate: Gate,
    pub endpoints: Arc<Endpoints>,
}

/// Why a request was not carried out.
enum Refused {
    NotFound(String),
    BadRequest(String),
    Conflict(String),
    Failed(String),
}

type Result<T> = std::result::Result<T, Refused>;

impl From<PhoneError> for Refused {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::UnknownOrder(_) | PhoneError::UnknownCheckIn(_) => {
                Self::NotFound(error.to_string())
            }
            PhoneError::WrongState(_) | PhoneError::WrongCheckInState(_) => {
                Self::Conflict(error.to_string())
            }
        }
    }
}

pub(crate) async fn serve(control: Control, mut stream: TcpStream) -> io::Result<()> {
    let _ = stream.set_nodelay(true);
    let mut reader = Reader::default();
    while let Some(head) = reader.head(&mut stream).await? {
        let body = reader.body(&mut stream, &head).await?;
        let mut answer = control
            .answer(&head, &body)
            .await
            .unwrap_or_else(|refused| {
                let (status, says) = match refused {
                    Refused::NotFound(says) => (404, says),
                    Refused::BadRequest(says) => (400, says),
                    Refused::Conflict(says) => (409, says),
                    Refused::Failed(says) => (500, says),
                };
                in_json(status, &json!({ "error": says }))
            });
        answer.close = !head.keep_alive();
        answer.send(&mut stream, control.shared.clock.now()).await?;
        if answer.close {
            break;
        }
    }
    Ok(())
}

fn in_json(status: u16, value: &Value) -> Answer {
    Answer::new(status, "application/json", value.to_string()).with("Cache-Control", "no-store")
}

fn ok<T: serde::Serialize>(value: T) -> Result<Answer> {
    let value = serde_json::to_value(value).map_err(|e| Refused::Failed(e.to_string()))?;
    Ok(in_json(200, &value))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|e| Refused::BadRequest(e.to_string()))
}

fn number(head: &Head, name: &str, default: u64) -> Result<u64> {
    head.query(name).map_or(Ok(default), |text| {
        let says = format!("{name} must be a number, found {text:?}");
        text.parse().map_err(|_| Refused::BadRequest(says))
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    advance_ms: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewAppSchemes {
    text: String,
    #[serde(default = "two_hundred")]
    status: u16,
}

fn two_hundred() -> u16 {
    200
}

/// Scan, approve, decline or expire; how an approval goes may be told.
fn check_in_move(action: &str, body: &[u8]) -> Result<CheckInMove> {
    match action {
        "scan" => Ok(CheckInMove::Scan),
        "approve" if body.is_empty() => Ok(CheckInMove::Approve(Approval::default())),
        "approve" => Ok(CheckInMove::Approve(read(body)?)),
        "decline" => Ok(CheckInMove::Decline),
        "expire" => Ok(CheckInMove::Expire),
        _ => Err(Refused::NotFound(format!("a customer cannot {action}"))),
    }
}

impl Control {
    async fn answer(&self, head: &Head, body: &[u8]) -> Result<Answer> {
        let path: Vec<_> = head.path().trim_matches('/').split('/').collect();
        match (head.method.as_str(), &path[..]) {
            ("GET", [""]) => Ok(Answer::new(200, "text/html; charset=utf-8", PHONE)
                .with("Cache-Control", "no-store")),
            ("GET", ["api", "state"]) => self.state(),
            ("GET", ["api", "phone"]) => self.phone(),
            ("GET", ["api", "orders"]) => self.orders(head),
            ("GET", ["api", "orders", id]) => {
                let unknown = || PhoneError::UnknownOrder((*id).to_owned());
                ok(self.shared.order(id).ok_or_else(unknown)?)
            }
            ("POST", ["api", "orders", id, action]) => {
                let says = || Refused::NotFound(format!("a customer cannot {action}"));
                ok(self
                    .shared
                    .make(id, Move::named(action).ok_or_else(says)?)?)
            }
            ("GET", ["api", "check-ins"]) => ok(self.shared.check_ins()),
            ("GET", ["api", "check-ins", id]) => {
                let unknown = || PhoneError::UnknownCheckIn((*id).to_owned());
                ok(self.shared.check_in(id).ok_or_else(unknown)?)
            }
            ("POST", ["api", "check-ins", id, action]) => {
                let r#move = check_in_move(action, body)?;
                ok(self.shared.make_with_check_in(id, r#move)?)
            }
            ("GET", ["api", "failures"]) => ok(self.shared.engine().failures.list()),
            ("POST", ["api", "failures"]) => self.fail(body).await,
            ("DELETE", ["api", "failures"]) => {
                self.shared.engine().failures.clear();
                self.done().await
            }
            ("DELETE", ["api", "failures", id]) => {
                let id = id.parse().map(FailureId);
                let id = id.map_err(|_| Refused::BadRequest("the id must be a number".into()))?;
                if !self.shared.engine().failures.remove(id) {
                    return Err(Refused::NotFound("no such failure".into()));
                }
                self.done().await
            }
            ("GET", ["api", "calls"]) => self.calls(head),
            ("DELETE", ["api", "calls"]) => {
                self.shared.engine().log.clear();
                self.done().await
            }
            ("GET", ["api", "counters"]) => ok(self.shared.meters.read(&self.shared.engine().log)),
            ("GET", ["api", "books"]) => ok(self.shared.books()),
            ("GET", ["api", "clock"]) => ok(self.clock()),
            ("POST", ["api", "clock"]) => {
                let by: Advance = read(body)?;
                self.shared
                    .clock
                    .advance(Duration::from_millis(by.advance_ms));
                self.shared.changed.notify_waiters();
                ok(self.clock())
            }
            ("GET", ["api", "quirks"]) => ok(Quirks::catalogue()),
            ("GET", ["api", "settings"]) => ok(&self.shared.engine().settings),
            ("POST", ["api", "settings"]) => self.set(body).await,
            ("GET", ["api", "app-schemes"]) => {
                let list = self.shared.engine().app_schemes.clone();
                ok(json!({ "text": list.body, "status": list.status }))
            }
            ("POST", ["api", "app-schemes"]) => {
                let new: NewAppSchemes = read(body)?;
                self.shared.engine().app_schemes = AppSchemes {
                    status: new.status,
                    body: new.text,
                };
                self.done().await
            }
            ("GET", ["api", "ca.pem"]) => {
                let pem = self.shared.authority.ca_pem();
                Ok(Answer::new(200, "application/x-pem-file", pem))
            }
            ("GET", ["api", "certificates"]) => self.certificates(),
            ("GET", ["api", "certificates", file]) => self.certificate(file),
            ("POST", ["api", "connections", "drop"]) => {
                self.shared.drop_connections_async().await;
                self.done().await
            }
            ("POST", ["api", "reset"]) => {
                self.shared.reset();
                self.shared.drop_connections_async().await;
                self.done().await
            }
            (method, _) => Err(Refused::NotFound(format!(
                "nothing answers {method} {}",
                head.path()
            ))),
        }
    }

    async fn done(&self) -> Result<Answer> {
        self.gate.follow_async(&self.shared).await;
        ok(json!({ "ok": true }))
    }

    fn clock(&self) -> Value {
        let clock = &self.shared.clock;
        json!({ "now": swiss_timestamp(clock.now()), "aheadMs": clock.ahead_ms() })
    }

    fn state(&self) -> Result<Answer> {
        let orders = self.shared.orders();
        let waiting = orders.iter().filter(|o| o.waits_for_customer).count();
        let engine = self.shared.engine();
        let endpoints = &self.endpoints;
        ok(json!({
            "endpoint": endpoints.soap,
            "appSchemesEndpoint": endpoints.app_schemes,
            "control": endpoints.control,
            "storeUuid": self.shared.store_uuid.to_string(),
            "passphrase": PASSPHRASE,
            "clock": self.clock(),
            "settings": engine.settings,
            "enrolledCashRegisters": engine.enrolled.iter().collect::<std::collections::BTreeSet<_>>(),
            "failures": engine.failures.list(),
            "counters": self.shared.meters.read(&engine.log),
            "orders": { "total": orders.len(), "waitingForCustomer": waiting },
        }))
    }

    /// What the phone's page needs: the shop and the orders and check-ins that a customer could take.
    fn phone(&self) -> Result<Answer> {
        let mut waiting = self.shared.orders();
        // The customer of a check-in has approved its order already.
        waiting.retain(|o| o.waits_for_customer && o.token.is_some());
        waiting.reverse();
        waiting.truncate(20);
        let mut check_ins = self.shared.check_ins();
        check_ins.retain(|c| c.waits_for_customer);
        check_ins.reverse();
        check_ins.truncate(20);
        let shop = self.shared.engine().settings.shop_name.clone();
        ok(json!({ "shop": shop, "waiting": waiting, "checkIns": check_ins }))
    }

    fn orders(&self, head: &Head) -> Result<Answer> {
        let mut orders = self.shared.orders();
        if head.query("waiting") == Some("true") {
            orders.retain(|o| o.waits_for_customer);
        }
        if let Some(status) = head.query("status") {
            orders.retain(|o| o.status == status);
        }
        if let Some(reference) = head.query("reference") {
            orders.retain(|o| o.reference == reference);
        }
        let limit = usize::try_from(number(head, "limit", u64::MAX)?).unwrap_or(usize::MAX);
        orders.drain(..orders.len().saturating_sub(limit));
        ok(orders)
    }

    fn calls(&self, head: &Head) -> Result<Answer> {
        let since = number(head, "since", 0)?;
        let limit = usize::try_from(number(head, "limit", 1_000)?).unwrap_or(usize::MAX);
        let mut calls = self.shared.engine().log.since(since, limit);
        if let Some(operation) = head.query("operation") {
            calls.retain(|c| c.operation == operation);
        }
        ok(calls)
    }

    async fn fail(&self, body: &[u8]) -> Result<Answer> {
        let failure: Failure = read(body)?;
        if let Some(problem) = failure.problem() {
            return Err(Refused::BadRequest(problem));
        }
        let id = self.shared.engine().failures.add(failure);
        self.gate.follow_async(&self.shared).await;
        Ok(in_json(201, &json!({ "id": id })))
    }

    async fn set(&self, body: &[u8]) -> Result<Answer> {
        let changes: Value = read(body)?;
        let settings = {
            let mut engine = self.shared.engine();
            engine.settings = engine
                .settings
                .merge(&changes)
                .map_err(Refused::BadRequest)?;
            engine.settings.clone()
        };
        self.gate.follow_async(&self.shared).await;
        self.shared.changed.notify_waiters();
        ok(settings)
    }

    fn made(&self, which: MerchantCertificate) -> std::result::Result<ClientCertificate, String> {
        // The legacy one runs a command.
        tokio::task::block_in_place(|| self.shared.authority.merchant(which))
    }

    fn certificates(&self) -> Result<Answer> {
        let mut all = serde_json::Map::new();
        for which in MerchantCertificate::ALL {
            let value = match self.made(which) {
                Ok(made) => json!({
                    "pkcs12": base64::encode_block(&made.pkcs12),
                    "passphrase": made.passphrase,
                    "pem": made.pem,
                }),
                Err(says) => json!({ "error": says }),
            };
            all.insert(which.name().to_owned(), value);
        }
        ok(all)
    }

    /// `valid.p12` or `valid.pem`.
    fn certificate(&self, file: &str) -> Result<Answer> {
        let unknown = || Refused::NotFound(format!("no certificate {file}"));
        let (name, form) = file.split_once('.').ok_or_else(unknown)?;
        let which = MerchantCertificate::named(name).ok_or_else(unknown)?;
        let made = self.made(which).map_err(Refused::Failed)?;
        match form {
            "p12" => Ok(Answer::new(200, "application/x-pkcs12", made.pkcs12)),
            "pem" => Ok(Answer::new(200, "application/x-pem-file", made.pem)),
            _ => Err(unknown()),
        }
    }
}
