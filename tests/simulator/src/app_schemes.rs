//! The list of bank apps for iOS, as `app.scheme.twint.ch` serves it.

use serde_json::json;

/// What the list's port answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppSchemes {
    pub status: u16,
    pub body: String,
}

impl Default for AppSchemes {
    fn default() -> Self {
        let demo = (1..=4).map(|n| (n, format!("Demo-Bank {n} TWINT")));
        let list: Vec<_> = demo
            .chain([(25, "AEK TWINT".to_owned())]) // the first entry of the recorded list
            .map(|(n, name)| {
                json!({"issuerUrlScheme": format!("twint-issuer{n}://"), "displayName": name})
            })
            .collect();
        Self {
            status: 200,
            body: json!({ "appSwitchConfigList": list }).to_string(),
        }
    }
}
