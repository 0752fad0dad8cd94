//! Writes a request: its envelope and the header every message has.

use serde::Serialize;

use crate::twint::values::api_version::ApiVersion;
use crate::twint::values::identifiers::{MessageId, SoftwareName};

/// Who we say we are in every message header (`RequestHeaderElement`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSoftware {
    /// `ClientSoftwareName`.
    pub name: SoftwareName,
    /// `ClientSoftwareVersion`.
    pub version: SoftwareName,
}

/// Puts a request element into an envelope, under a header with the message's id and who we are.
///
/// The request's parts name their namespaces `m` (merchant) and `b` (base), which stand for those of the version here.
///
/// # Errors
/// Fails only if a request type is written wrongly; the tests build every one of them.
pub fn write(
    version: ApiVersion,
    message_id: MessageId,
    client: &ClientSoftware,
    request: &impl Serialize,
) -> Result<String, quick_xml::SeError> {
    #[derive(Serialize)]
    #[serde(rename = "h:RequestHeaderElement")]
    struct Header<'a> {
        #[serde(rename = "h:MessageId")]
        message_id: MessageId,
        #[serde(rename = "h:ClientSoftwareName")]
        name: &'a SoftwareName,
        #[serde(rename = "h:ClientSoftwareVersion")]
        version: &'a SoftwareName,
    }

    let header = quick_xml::se::to_string(&Header {
        message_id,
        name: &client.name,
        version: &client.version,
    })?;
    let body = quick_xml::se::to_string(request)?;
    let suffix = version.suffix();
    Ok(format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/""#,
            r#" xmlns:h="http://service.twint.ch/header/types/{suffix}""#,
            r#" xmlns:m="http://service.twint.ch/merchant/types/{suffix}""#,
            r#" xmlns:b="http://service.twint.ch/base/types/{suffix}">"#,
            "<s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
        ),
        suffix = suffix,
        header = header,
        body = body,
    ))
}
