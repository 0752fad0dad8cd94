//! The list of bank apps for iOS, as `app.scheme.twint.ch` serves it.

use serde::Serialize;

/// What the list's port answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppSchemes {
    pub status: u16,
    pub body: String,
}

/// How many the recorded list has.
const ENTRIES: u32 = 45;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct List {
    app_switch_config_list: Vec<Entry>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    issuer_url_scheme: String,
    display_name: String,
}

impl Default for AppSchemes {
    /// As many as TWINT's, with the same first one and the same odd characters; the other banks are made up.
    fn default() -> Self {
        let numbers = [25].into_iter().chain((1..=ENTRIES).filter(|n| *n != 25));
        let entries = numbers.map(|number| Entry {
            issuer_url_scheme: format!("twint-issuer{number}://"),
            display_name: match number {
                25 => "AEK TWINT".to_owned(),
                7 => "Demo & Söhne TWINT".to_owned(),
                14 => "Demo-Bank 14 – TWINT".to_owned(),
                _ => format!("Demo-Bank {number} TWINT"),
            },
        });
        let list = List {
            app_switch_config_list: entries.collect(),
        };
        Self {
            status: 200,
            body: serde_json::to_string(&list).expect("texts only"),
        }
    }
}
