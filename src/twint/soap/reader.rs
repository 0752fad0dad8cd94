//! Reads an answer into a small tree, whatever prefixes it uses.
//!
//! TWINT's own answers break TWINT's own schema (an empty `BNPLData`), so nothing is validated: what we look for must
//! be there, the rest may be anything. What could be an attack is refused before it costs anything.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// How deep elements may nest; TWINT's deepest answer has eight levels.
const MAX_DEPTH: usize = 64;
/// How many elements an answer may have; a search with a thousand orders has about thirty thousand.
const MAX_ELEMENTS: usize = 100_000;

/// Why an answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not well-formed, or in another encoding than UTF-8.
    #[error("the answer is not well-formed XML")]
    NotXml,
    /// A document type declaration, which SOAP forbids and attacks need.
    #[error("the answer has a DOCTYPE")]
    Doctype,
    /// More levels or elements than any honest answer.
    #[error("the answer is nested too deeply or has too many elements")]
    TooBig,
    /// Something else than a SOAP 1.1 envelope with one body.
    #[error("the answer is not a SOAP 1.1 envelope")]
    NotSoap,
    /// An element we cannot do without is missing or makes no sense.
    #[error("the answer lacks a usable {0}")]
    Missing(&'static str),
}

/// Whose an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Soap,
    Twint,
    None,
    Foreign,
}

impl Space {
    fn of(resolved: &ResolveResult) -> Self {
        match resolved {
            ResolveResult::Bound(namespace) => {
                let name = namespace.as_ref();
                if name == "http://schemas.xmlsoap.org/soap/envelope/" {
                    Self::Soap
                } else if name.starts_with("http://service.twint.ch/") {
                    Self::Twint
                } else {
                    Self::Foreign
                }
            }
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Foreign,
        }
    }
}

/// An element with its text, children and, for orders, its `type`.
#[derive(Debug)]
pub struct Node {
    name: String,
    space: Space,
    order_type: Option<String>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    /// Its local name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The attribute `type` without a namespace.
    pub fn order_type(&self) -> Option<&str> {
        self.order_type.as_deref()
    }

    /// Its text without surrounding blanks.
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// TWINT's children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children
            .iter()
            .filter(move |child| child.space == Space::Twint && child.name == name)
    }

    /// TWINT's first child of this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children
            .iter()
            .find(|child| child.space == Space::Twint && child.name == name)
    }

    /// The text of TWINT's first child of this name, if it has any.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name)
            .map(Node::text)
            .filter(|text| !text.is_empty())
    }

    /// The same, where we cannot do without.
    pub fn need(&self, name: &'static str) -> Result<&str, ReadError> {
        self.text_of(name).ok_or(ReadError::Missing(name))
    }

    /// The child, where we cannot do without.
    pub fn need_child(&self, name: &'static str) -> Result<&Node, ReadError> {
        self.child(name).ok_or(ReadError::Missing(name))
    }

    /// TWINT's first child, whatever its name.
    pub fn first_child(&self) -> Option<&Node> {
        self.children
            .iter()
            .find(|child| child.space == Space::Twint)
    }

    /// The first child without a namespace, as the parts of a SOAP fault are.
    pub fn plain_child(&self, name: &str) -> Option<&Node> {
        self.children
            .iter()
            .find(|child| child.space == Space::None && child.name == name)
    }

    fn soap_child(&self, name: &str) -> Option<&Node> {
        self.children
            .iter()
            .find(|child| child.space == Space::Soap && child.name == name)
    }
}

/// A SOAP answer taken apart.
#[derive(Debug)]
pub struct Envelope {
    /// `ResponseHeaderElement/MessageId`, if there is a header.
    pub message_id: Option<String>,
    /// What is in the body.
    pub body: Body,
}

/// The one element of a SOAP body.
#[derive(Debug)]
pub enum Body {
    /// TWINT's response element.
    Response(Node),
    /// SOAP's `Fault`.
    Fault(Node),
}

/// Reads an envelope.
pub fn read(bytes: &[u8]) -> Result<Envelope, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotXml)?;
    let root = tree(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    if root.space != Space::Soap || root.name != "Envelope" {
        return Err(ReadError::NotSoap);
    }
    let message_id = root
        .soap_child("Header")
        .and_then(|header| header.child("ResponseHeaderElement"))
        .and_then(|header| header.text_of("MessageId"))
        .map(str::to_owned);
    let mut bodies = root
        .children
        .into_iter()
        .filter(|child| child.space == Space::Soap && child.name == "Body");
    let (Some(body), None) = (bodies.next(), bodies.next()) else {
        return Err(ReadError::NotSoap);
    };
    let mut contents = body.children.into_iter();
    let (Some(content), None) = (contents.next(), contents.next()) else {
        return Err(ReadError::NotSoap);
    };
    let body = match (content.space, content.name.as_str()) {
        (Space::Twint, _) => Body::Response(content),
        (Space::Soap, "Fault") => Body::Fault(content),
        _ => return Err(ReadError::NotSoap),
    };
    Ok(Envelope { message_id, body })
}

fn tree(text: &str) -> Result<Node, ReadError> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Node> = Vec::with_capacity(10);
    let mut root = None;
    let mut elements = 0;
    loop {
        let (resolved, event) = reader
            .read_resolved_event()
            .map_err(|_| ReadError::NotXml)?;
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() >= MAX_DEPTH || elements > MAX_ELEMENTS {
                    return Err(ReadError::TooBig);
                }
                if root.is_some() {
                    return Err(ReadError::NotXml);
                }
                open.push(node(Space::of(&resolved), &start)?);
            }
            Event::End(_) => {
                let done = open.pop().ok_or(ReadError::NotXml)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => root = Some(done),
                }
            }
            Event::Text(text) => {
                append(&mut open, &text.xml10_content())?;
            }
            Event::CData(text) => append(&mut open, &text.xml10_content())?,
            Event::GeneralRef(entity) => {
                let resolved = match entity.resolve_char_ref().map_err(|_| ReadError::NotXml)? {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&entity)
                        .ok_or(ReadError::NotXml)?
                        .to_owned(),
                };
                append(&mut open, &resolved)?;
            }
            Event::DocType(_) => return Err(ReadError::Doctype),
            Event::Eof => break,
            Event::Empty(_) | Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
    if open.is_empty() {
        root.ok_or(ReadError::NotXml)
    } else {
        Err(ReadError::NotXml)
    }
}

fn node(space: Space, start: &BytesStart) -> Result<Node, ReadError> {
    let mut order_type = None;
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| ReadError::NotXml)?;
        if attribute.key.as_ref() == "type" {
            order_type = Some(
                attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_err(|_| ReadError::NotXml)?
                    .into_owned(),
            );
        }
    }
    Ok(Node {
        name: start.local_name().as_ref().to_owned(),
        space,
        order_type,
        text: String::new(),
        children: Vec::new(),
    })
}

/// Text outside the root element is not XML, but blanks there are.
fn append(open: &mut [Node], text: &str) -> Result<(), ReadError> {
    match open.last_mut() {
        Some(node) => node.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(ReadError::NotXml),
    }
    Ok(())
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

    fn response(xml: &str) -> Result<Node, ReadError> {
        match read(xml.as_bytes())?.body {
            Body::Response(node) => Ok(node),
            Body::Fault(_) => panic!("a fault"),
        }
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
            assert_eq!(response(&xml).unwrap().text_of("A"), Some("1"), "{xml}");
        }
    }

    #[test]
    fn strangers_elements_are_passed_over() {
        let node = response(&envelope(
            r#"<t:R><A>0</A><o:A xmlns:o="urn:other">2</o:A><t:B/><t:A>1</t:A></t:R>"#,
        ))
        .unwrap();
        assert_eq!(node.text_of("A"), Some("1"));
        assert_eq!(node.text_of("B"), None);
        assert_eq!(node.need("C"), Err(ReadError::Missing("C")));
    }

    #[test]
    fn entities_are_the_five_of_xml_and_characters() {
        let node = response(&envelope(
            "<t:R><t:A>&lt;&amp;&gt;&apos;&quot;&#65;&#x42;</t:A></t:R>",
        ))
        .unwrap();
        assert_eq!(node.text_of("A"), Some("<&>'\"AB"));
        assert_eq!(
            response(&envelope("<t:R>&own;</t:R>")).unwrap_err(),
            ReadError::NotXml
        );
        assert_eq!(
            response(&envelope("<t:R>&#0;</t:R>")).unwrap_err(),
            ReadError::NotXml
        );
    }

    #[test]
    fn the_type_of_an_order_is_not_mistaken_for_that_of_the_schema() {
        let xml = envelope(
            r#"<t:R xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="t:OrderType" type="REVERSAL"/>"#,
        );
        assert_eq!(response(&xml).unwrap().order_type(), Some("REVERSAL"));
    }

    #[test]
    fn what_could_be_an_attack_or_is_no_answer_is_refused() {
        let deep = format!("{}{}", "<t:R>".repeat(100), "</t:R>".repeat(100));
        let many = format!("<t:R>{}</t:R>", "<t:A/>".repeat(MAX_ELEMENTS));
        for (xml, error) in [
            (
                format!(
                    "<!DOCTYPE x [<!ENTITY a \"b\">]>{}",
                    envelope("<t:R>&a;</t:R>")
                ),
                ReadError::Doctype,
            ),
            (
                format!(
                    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">{}",
                    envelope("<t:R/>")
                ),
                ReadError::Doctype,
            ),
            (envelope(&deep), ReadError::TooBig),
            (envelope(&many), ReadError::TooBig),
            (envelope(""), ReadError::NotSoap),
            (envelope("<t:R/><t:R/>"), ReadError::NotSoap),
            (envelope("<R/>"), ReadError::NotSoap),
            (
                format!(r#"<Envelope><Body><R xmlns="{TWINT}"/></Body></Envelope>"#),
                ReadError::NotSoap,
            ),
            (
                r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>"#.to_string(),
                ReadError::NotSoap,
            ),
            (
                "<html><body>502</body></html>".to_owned(),
                ReadError::NotSoap,
            ),
            (String::new(), ReadError::NotXml),
            ("hello".to_owned(), ReadError::NotXml),
            (envelope("<t:R>"), ReadError::NotXml),
            (
                format!("{}{}", envelope("<t:R/>"), envelope("<t:R/>")),
                ReadError::NotXml,
            ),
            (envelope("<t:R a=1/>"), ReadError::NotXml),
        ] {
            assert_eq!(
                read(xml.as_bytes()).unwrap_err(),
                error,
                "{}",
                &xml[..xml.len().min(200)]
            );
        }
        assert_eq!(read(b"\xff\xfe<\0").unwrap_err(), ReadError::NotXml);
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
