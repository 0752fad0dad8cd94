//! The elements of an answer as a small tree, whatever their prefixes.
//!
//! TWINT's own answers break TWINT's own schema (an empty `BNPLData`), so nothing is validated: what we look for must
//! be there, the rest may be anything. What could be an attack is refused before it costs anything.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceError, ResolveResult};

use super::read_error::ReadError;

/// How deep elements may nest; TWINT's deepest answer has eight levels.
const MAX_DEPTH: usize = 64;
/// How many elements an answer may have; a search with a thousand orders has about thirty thousand.
const MAX_ELEMENTS: usize = 100_000;
/// How many namespaces may be declared around an element; TWINT declares five. Each prefix is looked up among them.
const MAX_NAMESPACES: usize = 128;

/// The namespaces that are told apart. All of TWINT's count as one, so that a version with other names is read, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Namespace {
    /// The namespace of SOAP's envelope.
    Soap,
    /// Merchant, base, header and fault types of any version.
    Twint,
    /// No namespace at all, as the parts of a SOAP fault have.
    None,
    /// Any other, or a prefix that stands for none.
    Other,
}

impl From<ResolveResult<'_>> for Namespace {
    fn from(resolved: ResolveResult) -> Self {
        match resolved {
            ResolveResult::Bound(namespace) => match namespace.as_ref() {
                "http://schemas.xmlsoap.org/soap/envelope/" => Self::Soap,
                name if name.starts_with("http://service.twint.ch/") => Self::Twint,
                _ => Self::Other,
            },
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// An element with its text and its children; what it shows is borrowed from the answer, so that no copy of a certificate or
/// a token is left behind.
#[derive(Debug)]
pub struct Element<'a> {
    tag: BytesStart<'a>,
    namespace: Namespace,
    order_type: Option<String>,
    text: Cow<'a, str>,
    children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    /// The element's local name.
    pub fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The attribute `type` without a namespace, which says what an order is for (`OrderKindType`).
    pub fn order_type(&self) -> Option<&str> {
        self.order_type.as_deref()
    }

    /// The element's own text without surrounding blanks; empty where it has none.
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// TWINT's children of this name, in their order.
    pub fn children(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children_in(Namespace::Twint)
            .filter(move |child| child.name() == name)
    }

    /// TWINT's first child of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children(name).next()
    }

    /// TWINT's first child of this name.
    ///
    /// # Errors
    /// [`ReadError::Missing`] if there is none.
    pub fn required_child(&self, name: &'static str) -> Result<&Self, ReadError> {
        self.child(name).ok_or(ReadError::Missing(name))
    }

    /// The text of TWINT's first child of this name; `None` if there is no such child or no text in it.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        let text = self.child(name)?.text();
        (!text.is_empty()).then_some(text)
    }

    /// The text of TWINT's first child of this name.
    ///
    /// # Errors
    /// [`ReadError::Missing`] if there is no such child or no text in it.
    pub fn required_text_of(&self, name: &'static str) -> Result<&str, ReadError> {
        self.text_of(name).ok_or(ReadError::Missing(name))
    }

    /// TWINT's first child, whatever its name.
    pub fn first_child(&self) -> Option<&Self> {
        self.children_in(Namespace::Twint).next()
    }

    /// The first child of this name without a namespace.
    pub fn unqualified_child(&self, name: &str) -> Option<&Self> {
        self.children_in(Namespace::None)
            .find(|child| child.name() == name)
    }

    /// SOAP's first child of this name.
    pub(super) fn soap_child(&self, name: &str) -> Option<&Self> {
        self.children_in(Namespace::Soap)
            .find(|child| child.name() == name)
    }

    fn children_in(&self, namespace: Namespace) -> impl Iterator<Item = &Self> {
        self.children
            .iter()
            .filter(move |child| child.namespace == namespace)
    }

    /// Takes the element apart into its children, whatever their namespace.
    pub(super) fn into_children(self) -> impl Iterator<Item = Element<'a>> {
        self.children.into_iter()
    }

    /// Whether this is SOAP's element of the given name.
    pub(super) fn is_soap(&self, name: &str) -> bool {
        self.namespace == Namespace::Soap && self.name() == name
    }

    /// Whether this is one of TWINT's elements.
    pub(super) fn is_twint(&self) -> bool {
        self.namespace == Namespace::Twint
    }

    /// Reads the root element with all that is in it.
    pub(super) fn parse(answer: &'a [u8]) -> Result<Self, ReadError> {
        let text = std::str::from_utf8(answer).map_err(|_| ReadError::NotUtf8)?;
        let mut reader = NsReader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
        reader.config_mut().expand_empty_elements = true;
        reader
            .resolver_mut()
            .set_max_namespace_bindings(MAX_NAMESPACES);
        let mut open: Vec<Self> = Vec::with_capacity(10);
        let mut root = None;
        let mut elements = 0;
        loop {
            let (resolved, event) = reader.read_resolved_event().map_err(|error| match error {
                quick_xml::Error::Namespace(NamespaceError::TooManyBindings(_)) => {
                    ReadError::TooBig
                }
                _ => ReadError::NotXml,
            })?;
            match event {
                Event::Start(tag) => {
                    elements += 1;
                    if open.len() >= MAX_DEPTH || elements > MAX_ELEMENTS {
                        return Err(ReadError::TooBig);
                    }
                    if root.is_some() {
                        return Err(ReadError::NotXml);
                    }
                    open.push(Self::begin(resolved.into(), tag)?);
                }
                Event::End(_) => {
                    let done = open.pop().ok_or(ReadError::NotXml)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => root = Some(done),
                    }
                }
                Event::Text(text) => append(&mut open, text.xml10_content())?,
                Event::CData(text) => append(&mut open, text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|_| ReadError::NotXml)?;
                    let text = match character {
                        Some(character) => Cow::Owned(character.to_string()),
                        None => quick_xml::escape::resolve_predefined_entity(&reference)
                            .map(Cow::Borrowed)
                            .ok_or(ReadError::NotXml)?,
                    };
                    append(&mut open, text)?;
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

    /// An element of which only the start tag was read.
    fn begin(namespace: Namespace, tag: BytesStart<'a>) -> Result<Self, ReadError> {
        let mut order_type = None;
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| ReadError::NotXml)?;
            if attribute.key.as_ref() == "type" {
                let value = attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_err(|_| ReadError::NotXml)?;
                order_type = Some(value.into_owned());
            }
        }
        Ok(Self {
            tag,
            namespace,
            order_type,
            text: Cow::Borrowed(""),
            children: Vec::new(),
        })
    }
}

/// Adds a piece of text to the innermost element; around the root element only blanks may stand.
fn append<'a>(open: &mut [Element<'a>], text: Cow<'a, str>) -> Result<(), ReadError> {
    match open.last_mut() {
        Some(element) if element.text.is_empty() => element.text = text,
        Some(element) => element.text.to_mut().push_str(&text),
        None if text.trim().is_empty() => {}
        None => return Err(ReadError::NotXml),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// An element of TWINT's with `inside` as its content.
    fn xml(inside: &str) -> String {
        format!(r#"<t:R xmlns:t="http://service.twint.ch/merchant/types/v8_6">{inside}</t:R>"#)
    }

    fn refusal(xml: &str) -> ReadError {
        Element::parse(xml.as_bytes()).unwrap_err()
    }

    #[test]
    fn elements_of_others_are_passed_over() {
        let xml = xml(r#"<A>0</A><o:A xmlns:o="urn:other">2</o:A><p:A>3</p:A><t:B/><t:A>1</t:A>"#);
        let element = Element::parse(xml.as_bytes()).unwrap();
        assert_eq!(element.text_of("A"), Some("1"));
        assert_eq!(element.children("A").count(), 1);
        assert_eq!(element.unqualified_child("A").map(Element::text), Some("0"));
        assert_eq!(element.first_child().map(Element::name), Some("B"));
    }

    #[test]
    fn an_element_without_text_has_none() {
        for empty in [
            "",
            "<t:A/>",
            "<t:A></t:A>",
            "<t:A> \n </t:A>",
            "<t:A><!-- 1 --></t:A>",
            "<t:A><![CDATA[]]></t:A>",
            r#"<t:A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#,
        ] {
            let xml = xml(empty);
            let element = Element::parse(xml.as_bytes()).unwrap();
            assert_eq!(element.text_of("A"), None, "{empty}");
            let missing = element.required_text_of("A");
            assert_eq!(missing, Err(ReadError::Missing("A")), "{empty}");
        }
    }

    #[test]
    fn text_comes_in_pieces_and_with_the_entities_of_xml_only() {
        for (inside, text) in [
            ("&lt;&amp;&gt;&apos;&quot;&#65;&#x42;", "<&>'\"AB"),
            ("1<!-- -->2<![CDATA[<3]]>", "12<3"),
            (" 1\r\n2 ", "1\n2"),
        ] {
            let xml = xml(inside);
            assert_eq!(Element::parse(xml.as_bytes()).unwrap().text(), text);
        }
        for unknown in ["&own;", "&#0;", "&#xD800;"] {
            assert_eq!(refusal(&xml(unknown)), ReadError::NotXml, "{unknown}");
        }
    }

    #[test]
    fn text_as_it_came_is_not_copied() {
        let xml = xml("c2VjcmV0");
        let element = Element::parse(xml.as_bytes()).unwrap();
        assert!(matches!(element.text, Cow::Borrowed(_)));
    }

    #[test]
    fn the_type_of_an_order_is_not_mistaken_for_that_of_the_schema() {
        let xml = r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="t:OrderType" type="&#82;EVERSAL"/>"#;
        let element = Element::parse(xml.as_bytes()).unwrap();
        assert_eq!(element.order_type(), Some("REVERSAL"));
    }

    #[test]
    fn what_could_be_an_attack_or_is_no_xml_is_refused() {
        let deep = |levels| format!("{}{}", "<R>".repeat(levels), "</R>".repeat(levels));
        let many = |elements| format!("<R>{}</R>", "<A/>".repeat(elements - 1));
        let namespaces = |number| {
            let declared = (0..number).map(|n| format!(r#" xmlns:n{n}="urn:n""#));
            format!("<R{}/>", declared.collect::<String>())
        };
        for accepted in [
            deep(MAX_DEPTH),
            many(MAX_ELEMENTS),
            namespaces(MAX_NAMESPACES),
        ] {
            assert!(Element::parse(accepted.as_bytes()).is_ok());
        }
        for (xml, error) in [
            (
                r#"<!DOCTYPE R [<!ENTITY a "b">]><R>&a;</R>"#.to_owned(),
                ReadError::Doctype,
            ),
            (
                r#"<!DOCTYPE R SYSTEM "file:///etc/passwd"><R/>"#.to_owned(),
                ReadError::Doctype,
            ),
            (deep(MAX_DEPTH + 1), ReadError::TooBig),
            (many(MAX_ELEMENTS + 1), ReadError::TooBig),
            (namespaces(MAX_NAMESPACES + 1), ReadError::TooBig),
            (String::new(), ReadError::NotXml),
            ("hello".to_owned(), ReadError::NotXml),
            ("<R/>hello".to_owned(), ReadError::NotXml),
            ("<R/><R/>".to_owned(), ReadError::NotXml),
            ("<R>".to_owned(), ReadError::NotXml),
            ("</R>".to_owned(), ReadError::NotXml),
            ("<R></S>".to_owned(), ReadError::NotXml),
            ("<R a=1/>".to_owned(), ReadError::NotXml),
            (r#"<R a="1" a="2"/>"#.to_owned(), ReadError::NotXml),
        ] {
            assert_eq!(refusal(&xml), error, "{}", &xml[..xml.len().min(200)]);
        }
    }

    #[test]
    fn other_encodings_than_utf_8_are_refused() {
        let utf16: Vec<u8> = "\u{feff}<R/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let latin1 = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><R>Z\xfcrich</R>";
        for bytes in [&utf16[..], latin1] {
            assert_eq!(Element::parse(bytes).unwrap_err(), ReadError::NotUtf8);
        }
    }

    /// Looking each attribute up among all before it would take minutes.
    #[test]
    fn a_tag_full_of_attributes_costs_no_more_than_its_length() {
        let attributes = (0..100_000).map(|n| format!(r#" a{n:x}="""#));
        let xml = format!("<R{}/>", attributes.collect::<String>());
        let begun = Instant::now();
        Element::parse(xml.as_bytes()).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
