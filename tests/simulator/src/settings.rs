//! What may be set while the simulator runs, and what only before it starts.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::check_in_quirks::CheckInQuirks;
use crate::quirks::Quirks;

/// Settings that take effect with the next call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// Added to every SOAP answer.
    pub latency_ms: u64,
    /// Order calls with a cash register that was not enrolled get `InvalidCashRegister`.
    pub enforce_enrolment: bool,
    /// What `CheckSystemStatus` says.
    pub system_status_ok: bool,
    /// Overrides what `GetCertificateValidity` says.
    pub certificate_validity: CertificateValidity,
    /// A customer who approves orders and check-ins by himself after so many milliseconds.
    pub auto_approve_after_ms: Option<u64>,
    /// The merchant's name on the phone.
    pub shop_name: String,
    /// Refuse connections: the listener is closed.
    pub refuse_connections: bool,
    /// The unknowns of the protocol.
    pub quirks: Quirks,
    /// The unknowns of check-ins.
    pub check_in_quirks: CheckInQuirks,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            latency_ms: 0,
            enforce_enrolment: true,
            system_status_ok: true,
            certificate_validity: CertificateValidity::default(),
            auto_approve_after_ms: None,
            shop_name: "Demo-Shop".to_owned(),
            refuse_connections: false,
            quirks: Quirks::default(),
            check_in_quirks: CheckInQuirks::default(),
        }
    }
}

impl Settings {
    pub(crate) fn latency(&self) -> Duration {
        Duration::from_millis(self.latency_ms)
    }

    /// Applies a JSON object that names only what changes (`null` unsets).
    ///
    /// # Errors
    /// A text that names the unknown setting or the wrong value.
    pub fn merge(&self, changes: &serde_json::Value) -> Result<Self, String> {
        let mut merged = serde_json::to_value(self).map_err(|e| e.to_string())?;
        merge(&mut merged, changes);
        serde_json::from_value(merged).map_err(|e| e.to_string())
    }
}

fn merge(target: &mut serde_json::Value, changes: &serde_json::Value) {
    match (target, changes) {
        (serde_json::Value::Object(target), serde_json::Value::Object(changes)) => {
            for (name, change) in changes {
                merge(
                    target.entry(name).or_insert(serde_json::Value::Null),
                    change,
                );
            }
        }
        (target, changes) => *target = changes.clone(),
    }
}

/// What `GetCertificateValidity` answers; by default the truth about the certificate that called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CertificateValidity {
    /// The text of `CertificateExpiryDate`, sent as it is, broken or not.
    pub expiry_date: Option<String>,
    /// `RenewalAllowed`, which also decides about `RenewCertificate`.
    pub renewal_allowed: Option<bool>,
}

/// The protocol versions of TLS that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TlsRange {
    /// 1.2 and 1.3.
    #[default]
    Any,
    /// 1.2.
    Only12,
    /// 1.3.
    Only13,
    /// 1.1, which clients of today refuse.
    Only11,
}

/// What the server shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ServerCertificate {
    /// Issued by the simulator's own CA for 127.0.0.1, `::1` and localhost.
    #[default]
    Valid,
    /// The same for another host.
    WrongHost,
    /// The same, expired yesterday.
    Expired,
    /// Signed by itself.
    SelfSigned,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quirks::{FailureReason, ReversalAnswer};
    use serde_json::json;

    #[test]
    fn only_what_is_named_changes() {
        let changed = Settings::default()
            .merge(&json!({"latencyMs": 5, "quirks": {"reversal": "settlesLater", "declineReason": "CUSTOMER_ABORT"}}))
            .unwrap();
        assert_eq!(changed.latency_ms, 5);
        assert_eq!(changed.quirks.reversal, ReversalAnswer::SettlesLater);
        assert_eq!(changed.quirks.decline_reason, FailureReason::CustomerAbort);
        assert_eq!(changed.quirks.long_poll_ms, 10_000);
        assert!(changed.enforce_enrolment);
    }

    #[test]
    fn null_unsets_and_unknown_names_are_refused() {
        let some = Settings {
            auto_approve_after_ms: Some(5),
            ..Settings::default()
        };
        let none = some.merge(&json!({"autoApproveAfterMs": null})).unwrap();
        assert_eq!(none.auto_approve_after_ms, None);
        assert!(some.merge(&json!({"latency": 5})).is_err());
        assert!(some.merge(&json!({"quirks": {"nope": 5}})).is_err());
    }
}
