//! The bank apps that open a TWINT payment on iOS.

use serde_json::Value;

use crate::twint::soap::ReadError;

/// A bank's app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppScheme {
    /// What opens it (`issuerUrlScheme`): `twint-issuer`, one to six digits, `://`.
    pub scheme: String,
    /// The app's name as buyers know it (`displayName`): 1 to 100 characters without control characters.
    pub name: String,
}

/// Reads TWINT's list, a JSON object with the array `appSwitchConfigList`. An entry that lacks something or makes no sense is
/// left out, whatever it is.
///
/// ```
/// use twint::twint::operations::app_schemes;
///
/// let list = br#"{"appSwitchConfigList":[
///     {"issuerUrlScheme":"twint-issuer25://","displayName":"AEK TWINT"},
///     {"issuerUrlScheme":"https://bank.example","displayName":"no app"}]}"#;
/// let apps = app_schemes::read(list)?;
/// assert_eq!((apps.len(), apps[0].scheme.as_str()), (1, "twint-issuer25://"));
/// # Ok::<(), twint::twint::soap::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError::Missing`] if it is no such list.
pub fn read(json: &[u8]) -> Result<Vec<AppScheme>, ReadError> {
    let list: Value = serde_json::from_slice(json).unwrap_or_default();
    let entries = list["appSwitchConfigList"]
        .as_array()
        .ok_or(ReadError::Missing("appSwitchConfigList"))?;
    Ok(entries.iter().filter_map(entry).collect())
}

fn entry(value: &Value) -> Option<AppScheme> {
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

    /// What becomes of an entry: left out, or an app of this name.
    #[test]
    #[rustfmt::skip]
    fn an_entry_counts_if_both_of_its_parts_make_sense() {
        for (entry, name) in [
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":"Bank"}"#, Some("Bank")),
            // In another order, with more than is known, with blanks around, escaped, twice: the last one counts.
            (r#"{"displayName":"Bank","issuerUrlScheme":"twint-issuer2://"}"#, Some("Bank")),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":"Bank","new":{"a":[1]}}"#, Some("Bank")),
            (r#"{"issuerUrlScheme":" twint-issuer2:// ","displayName":" Bank "}"#, Some("Bank")),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":"Caf\u00e9 Bank"}"#, Some("Café Bank")),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":"","displayName":"Bank"}"#, Some("Bank")),
            // A part is missing, empty, null or nonsense.
            (r#"{"displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"","displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":null,"displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":6,"displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"javascript:alert(1)//","displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer://","displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer3://evil","displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer1234567://","displayName":"Bank"}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://"}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":""}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":" "}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":null}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":["Bank"]}"#, None),
            (r#"{"issuerUrlScheme":"twint-issuer2://","displayName":"Ba\u0000nk"}"#, None),
            ("{}", None),
            ("null", None),
            (r#""twint-issuer2://""#, None),
            ("7", None),
            ("[]", None),
        ] {
            // One bad entry never fails the list.
            let other = r#"{"issuerUrlScheme":"twint-issuer25://","displayName":"AEK TWINT"}"#;
            let json = format!(r#"{{"appSwitchConfigList":[{entry},{other}],"more":1}}"#);
            let apps = read(json.as_bytes()).unwrap();
            let names: Vec<&str> = apps.iter().map(|app| app.name.as_str()).collect();
            let expected: Vec<&str> = name.into_iter().chain(["AEK TWINT"]).collect();
            assert_eq!(names, expected, "{entry}");
        }
        assert_eq!(read(br#"{"appSwitchConfigList":[]}"#), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for json in [
            &b""[..],
            b"[]",
            b"{}",
            b"null",
            b"<html>",
            b"{\"appSwitchConfigList\":[]",
            br#"{"appSwitchConfigList":null}"#,
            br#"{"appSwitchConfigList":{}}"#,
            br#"{"appSwitchConfigList":""}"#,
        ] {
            assert_eq!(read(json), Err(ReadError::Missing("appSwitchConfigList")));
        }
    }
}
