//! The simulator's control API, of which the rehearsal is the phone and the clock.

use std::net::IpAddr;
use std::time::Duration;

use serde_json::{Value, json};

use crate::span::milliseconds;

/// A simulator on this machine.
#[derive(Clone)]
pub struct Control {
    url: String,
    agent: ureq::Agent,
}

/// What a simulator says of itself.
#[derive(Clone)]
pub struct SimulatorAccess {
    /// `https://127.0.0.1:PORT` of the merchant service.
    pub endpoint: String,
    /// `https://127.0.0.1:PORT` of the list of bank apps.
    pub app_schemes_endpoint: String,
    /// The root certificate to trust.
    pub ca_pem: String,
}

impl Control {
    /// The control API at `url`, such as `http://127.0.0.1:8480`.
    ///
    /// # Errors
    /// When it is not on this machine: whoever approves payments without being asked must not be able to approve real ones.
    pub fn new(url: &str) -> Result<Self, String> {
        let url = url.trim_end_matches('/');
        if !is_loopback(url) {
            return Err(format!("{url} is not on this machine; a simulator is"));
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .proxy(None)
            .build();
        Ok(Self {
            url: url.to_owned(),
            agent: ureq::Agent::new_with_config(config),
        })
    }

    /// Where the simulator's ports are, and whom to trust there.
    ///
    /// # Errors
    /// When nobody answers, or not as a simulator does.
    pub fn access(&self) -> Result<SimulatorAccess, String> {
        let state = self.get("/api/state")?;
        let text = |name: &str| {
            let text = state[name].as_str().unwrap_or_default().to_owned();
            if is_loopback(&text) {
                Ok(text)
            } else {
                Err(format!("{name} of {} is not on this machine", self.url))
            }
        };
        Ok(SimulatorAccess {
            endpoint: text("endpoint")?,
            app_schemes_endpoint: text("appSchemesEndpoint")?,
            ca_pem: self.text("/api/ca.pem")?,
        })
    }

    /// Does something to an order as its buyer: `pair`, `approve`, `decline`.
    ///
    /// # Errors
    /// When the order is not in a state for it, or nobody answers.
    pub fn buyer(&self, order: &str, action: &str) -> Result<(), String> {
        self.post(&format!("/api/orders/{order}/{action}"), &Value::Null)
            .map(|_| ())
    }

    /// Does something to a check-in as its buyer: `scan`, `approve`, `decline`; `how` says more of an approval.
    ///
    /// # Errors
    /// When the check-in is not in a state for it, or nobody answers.
    pub fn check_in(&self, pairing: &str, action: &str, how: &Value) -> Result<(), String> {
        self.post(&format!("/api/check-ins/{pairing}/{action}"), how)
            .map(|_| ())
    }

    /// Moves the clock forward.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn advance(&self, time: Duration) -> Result<(), String> {
        let by = json!({ "advanceMs": milliseconds(time) });
        self.post("/api/clock", &by).map(|_| ())
    }

    /// How long `WaitForResponse` held the last call.
    ///
    /// # Errors
    /// When nobody answers, or there was no call.
    pub fn held(&self) -> Result<Duration, String> {
        let path = "/api/calls?limit=1";
        let calls = self.get(path)?;
        calls[0]["heldMs"]
            .as_u64()
            .map(Duration::from_millis)
            .ok_or_else(|| self.unusable(path, &"no call"))
    }

    /// Closes every connection to the merchant service.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn drop_connections(&self) -> Result<(), String> {
        self.post("/api/connections/drop", &Value::Null).map(|_| ())
    }

    fn get(&self, path: &str) -> Result<Value, String> {
        let text = self.text(path)?;
        serde_json::from_str(&text).map_err(|error| self.unusable(path, &error))
    }

    fn text(&self, path: &str) -> Result<String, String> {
        let mut answer = self
            .agent
            .get(format!("{}{path}", self.url))
            .call()
            .map_err(|error| self.unusable(path, &error))?;
        let status = answer.status();
        let text = answer
            .body_mut()
            .read_to_string()
            .map_err(|error| self.unusable(path, &error))?;
        if status == 200 {
            Ok(text)
        } else {
            Err(self.unusable(path, &status))
        }
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let mut answer = self
            .agent
            .post(format!("{}{path}", self.url))
            .content_type("application/json")
            .send(body.to_string())
            .map_err(|error| self.unusable(path, &error))?;
        let status = answer.status();
        let text = answer
            .body_mut()
            .read_to_string()
            .map_err(|error| self.unusable(path, &error))?;
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        if status.is_success() {
            Ok(value)
        } else {
            let why = value["error"].as_str().unwrap_or_default();
            Err(self.unusable(path, &format!("{status} {why}")))
        }
    }

    fn unusable(&self, path: &str, why: &impl ToString) -> String {
        format!("the simulator at {}{path}: {}", self.url, why.to_string())
    }
}

/// Whether a URL's host is this machine.
fn is_loopback(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return false;
    }
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_a_simulator() {
        for here in [
            "http://127.0.0.1:8480",
            "http://localhost:1/",
            "http://[::1]:80",
            "https://127.9.9.9",
        ] {
            assert!(is_loopback(here), "{here}");
        }
        for elsewhere in [
            "https://service.twint.ch",
            "https://service-pat.twint.ch",
            "http://127.0.0.1.example",
            "http://127.0.0.1@service.twint.ch",
            "http://localhost.example:80",
            "127.0.0.1:8480",
            "",
        ] {
            assert!(!is_loopback(elsewhere), "{elsewhere}");
            assert!(Control::new(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
