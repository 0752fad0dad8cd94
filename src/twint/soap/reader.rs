//! Reads an answer: what stands in its envelope.

use super::element::Element;
use super::read_error::ReadError;

/// A SOAP answer taken apart.
#[derive(Debug)]
pub struct Envelope<'a> {
    /// `ResponseHeaderElement/MessageId` as it came: which message it answers, if it says so.
    pub message_id: Option<String>,
    /// What is in the body.
    pub body: Body<'a>,
}

/// The one element of a SOAP body.
#[derive(Debug)]
pub enum Body<'a> {
    /// TWINT's response element, such as `MonitorOrderResponseElement`.
    Response(Element<'a>),
    /// SOAP's `Fault`.
    Fault(Element<'a>),
}

/// Reads an envelope, with or without a byte order mark and an XML declaration.
///
/// ```
/// use twint::twint::soap::reader::{self, Body};
///
/// let answer = br#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
///   <CheckSystemStatusResponseElement xmlns="http://service.twint.ch/merchant/types/v8_6"><Status>OK</Status>
///   </CheckSystemStatusResponseElement></s:Body></s:Envelope>"#;
/// let Body::Response(response) = reader::read(answer)?.body else {
///     panic!("a fault");
/// };
/// assert_eq!(response.name(), "CheckSystemStatusResponseElement");
/// assert_eq!(response.text_of("Status"), Some("OK"));
/// # Ok::<(), twint::twint::soap::ReadError>(())
/// ```
///
/// # Errors
/// Every [`ReadError`] but [`ReadError::Missing`], which is for what the response element lacks.
pub fn read(answer: &[u8]) -> Result<Envelope<'_>, ReadError> {
    let root = Element::parse(answer)?;
    if !root.is_soap("Envelope") {
        return Err(ReadError::NotSoap);
    }
    let message_id = root
        .soap_child("Header")
        .and_then(|header| header.child("ResponseHeaderElement"))
        .and_then(|header| header.text_of("MessageId"))
        .map(str::to_owned);
    let body = only(root.into_children().filter(|child| child.is_soap("Body")))?;
    let content = only(body.into_children())?;
    let body = if content.is_twint() {
        Body::Response(content)
    } else if content.is_soap("Fault") {
        Body::Fault(content)
    } else {
        return Err(ReadError::NotSoap);
    };
    Ok(Envelope { message_id, body })
}

/// Returns the only element; none or several are an error.
fn only<'a>(mut elements: impl Iterator<Item = Element<'a>>) -> Result<Element<'a>, ReadError> {
    match (elements.next(), elements.next()) {
        (Some(element), None) => Ok(element),
        _ => Err(ReadError::NotSoap),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
    const TWINT: &str = "http://service.twint.ch/merchant/types/v8_6";

    fn envelope(body: &str) -> String {
        format!(
            r#"<s:Envelope xmlns:s="{SOAP}" xmlns:t="{TWINT}"><s:Body>{body}</s:Body></s:Envelope>"#
        )
    }

    #[test]
    fn any_prefix_will_do_as_long_as_the_namespace_is_right() {
        for xml in [
            envelope("<t:R><t:A>1</t:A></t:R>"),
            format!(
                r#"<Envelope xmlns="{SOAP}"><Body><R xmlns="{TWINT}"><A>1</A></R></Body></Envelope>"#
            ),
            format!(
                r#"<?xml version="1.0"?><!-- hello --> <x:Envelope xmlns:x="{SOAP}"> <x:Body> <R xmlns="{TWINT}"> <b:A xmlns:b="http://service.twint.ch/base/types/v10"> 1 </b:A> </R> </x:Body> </x:Envelope> "#
            ),
            format!(
                "\u{feff}{}",
                envelope("<t:R><t:A><![CDATA[1]]></t:A></t:R>")
            ),
        ] {
            match read(xml.as_bytes()).unwrap().body {
                Body::Response(response) => assert_eq!(response.text_of("A"), Some("1"), "{xml}"),
                Body::Fault(_) => panic!("a fault: {xml}"),
            }
        }
    }

    #[test]
    fn what_is_no_envelope_with_one_content_is_refused() {
        let body = r"<s:Body><t:R/></s:Body>";
        for xml in [
            envelope(""),
            envelope("<t:R/><t:R/>"),
            envelope("<R/>"),
            envelope(r#"<o:R xmlns:o="urn:other"/>"#),
            envelope("<s:Header/>"),
            format!(r#"<s:Envelope xmlns:s="{SOAP}" xmlns:t="{TWINT}">{body}{body}</s:Envelope>"#),
            format!(r#"<s:Envelope xmlns:s="{SOAP}"/>"#),
            format!(r#"<s:Body xmlns:s="{SOAP}" xmlns:t="{TWINT}"><t:R/></s:Body>"#),
            format!(r#"<Envelope><Body><R xmlns="{TWINT}"/></Body></Envelope>"#),
            r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>"#.to_owned(),
            "<html><body>502</body></html>".to_owned(),
        ] {
            assert_eq!(
                read(xml.as_bytes()).unwrap_err(),
                ReadError::NotSoap,
                "{xml}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
            let _ = read(&bytes);
        }

        #[test]
        fn an_answer_cut_short_is_refused(cut in 0..200_usize) {
            let whole = envelope("<t:R><t:A>&lt;1</t:A></t:R>");
            prop_assume!(cut < whole.len());
            prop_assert!(read(&whole.as_bytes()[..cut]).is_err());
        }
    }
}
