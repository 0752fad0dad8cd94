//! The bank apps that open a TWINT payment on iOS.

use serde::Deserialize;

/// A bank's app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppScheme {
    /// `twint-issuer25://`.
    pub scheme: String,
    /// The app's name as buyers know it.
    pub name: String,
}

/// Reads TWINT's list; an entry that makes no sense is left out, whatever it is.
///
/// `None` if it is no such list at all.
pub fn read(json: &[u8]) -> Option<Vec<AppScheme>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct List {
        app_switch_config_list: Vec<serde_json::Value>,
    }

    let list: List = serde_json::from_slice(json).ok()?;
    Some(
        list.app_switch_config_list
            .iter()
            .filter_map(entry)
            .collect(),
    )
}

fn entry(value: &serde_json::Value) -> Option<AppScheme> {
    let text = |key: &str| value.get(key)?.as_str().map(str::trim);
    let (scheme, name) = (text("issuerUrlScheme")?, text("displayName")?);
    let number = scheme.strip_prefix("twint-issuer")?.strip_suffix("://")?;
    let sound = (1..=6).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && (1..=100).contains(&name.chars().count())
        && !name.chars().any(char::is_control);
    sound.then(|| AppScheme {
        scheme: scheme.to_owned(),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_entry_never_fails_the_list() {
        let json = br#"{"appSwitchConfigList":[
            {"issuerUrlScheme":"twint-issuer25://","displayName":"AEK TWINT"},
            {"issuerUrlScheme":"javascript:alert(1)//","displayName":"x"},
            {"issuerUrlScheme":"twint-issuer://","displayName":"no number"},
            {"issuerUrlScheme":"twint-issuer3://evil","displayName":"more behind it"},
            {"issuerUrlScheme":"twint-issuer4://"},
            {"issuerUrlScheme":"twint-issuer5://","displayName":""},
            {"issuerUrlScheme":6,"displayName":[]},
            null, "text", 7, [],
            {"issuerUrlScheme":"twint-issuer2://","displayName":"Caf\u00e9 Bank","new":true}
        ],"more":1}"#;
        let names: Vec<_> = read(json)
            .unwrap()
            .into_iter()
            .map(|app| app.name)
            .collect();
        assert_eq!(names, ["AEK TWINT", "Café Bank"]);
    }

    #[test]
    fn what_is_no_list_is_none() {
        for json in [
            &b""[..],
            b"[]",
            b"{}",
            b"<html>",
            br#"{"appSwitchConfigList":{}}"#,
        ] {
            assert_eq!(read(json), None);
        }
    }
}
