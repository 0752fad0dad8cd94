//! A small XML tree with resolved namespaces, and escaping for the way back.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// An element: its namespace is resolved, its text is unescaped, comments are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Namespace URI, empty when there is none.
    pub namespace: String,
    /// Name without prefix.
    pub name: String,
    /// Attributes without the namespace declarations: (namespace, name, value).
    pub attributes: Vec<(String, String, String)>,
    /// Child elements in order.
    pub children: Vec<Element>,
    /// Text directly inside.
    pub text: String,
}

impl Element {
    /// The first child of that name, whatever its namespace.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The whitespace-collapsed text of a child.
    pub fn child_token(&self, name: &str) -> Option<String> {
        self.child(name).map(|c| collapse(&c.text))
    }

    /// An attribute without namespace.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(ns, n, _)| ns.is_empty() && n == name)
            .map(|(_, _, value)| value.as_str())
    }
}

/// What `xs:token` does to whitespace.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split([' ', '\t', '\n', '\r'])
        .filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Escapes text for element content and double-quoted attributes.
pub fn escape(text: &str) -> std::borrow::Cow<'_, str> {
    quick_xml::escape::escape(text)
}

/// Parses a document; the message says what is wrong with it.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let position = reader.buffer_position();
        let (resolved, event) = reader
            .read_resolved_event()
            .map_err(|e| format!("not well-formed at byte {position}: {e}"))?;
        let namespace = match event {
            Event::Start(_) => namespace(&resolved)?,
            _ => String::new(),
        };
        match event {
            Event::Start(start) => {
                if root.is_some() {
                    return Err("a second root element".into());
                }
                let mut element = Element {
                    namespace,
                    name: start.local_name().as_ref().to_owned(),
                    ..Element::default()
                };
                element.attributes = attributes(&reader, &start)?;
                open.push(element);
            }
            Event::End(_) => {
                let element = open.pop().ok_or("an end tag too many")?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => root = Some(element),
                }
            }
            Event::Text(text) => append(&mut open, &text.xml10_content())?,
            Event::CData(text) => append(&mut open, &text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    Ok(None) => {
                        let name = reference.xml10_content();
                        quick_xml::escape::resolve_predefined_entity(&name)
                            .ok_or_else(|| format!("unknown entity &{name};"))?
                            .to_owned()
                    }
                    Err(e) => return Err(format!("bad character reference: {e}")),
                };
                append(&mut open, &resolved)?;
            }
            Event::DocType(_) => return Err("a DOCTYPE is not allowed in SOAP".into()),
            Event::PI(_) => return Err("a processing instruction is not allowed in SOAP".into()),
            Event::Comment(_) | Event::Decl(_) | Event::Empty(_) => {}
            Event::Eof if !open.is_empty() => {
                return Err("the document ends inside an element".into());
            }
            Event::Eof => return root.ok_or_else(|| "no root element".to_owned()),
        }
    }
}

fn append(open: &mut [Element], text: &str) -> Result<(), String> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err("text outside the root element".into()),
    }
    Ok(())
}

fn namespace(resolved: &ResolveResult<'_>) -> Result<String, String> {
    match resolved {
        ResolveResult::Bound(ns) => Ok(ns.as_ref().to_owned()),
        ResolveResult::Unbound => Ok(String::new()),
        ResolveResult::Unknown(prefix) => Err(format!("the prefix {prefix:?} is not declared")),
    }
}

fn attributes(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
) -> Result<Vec<(String, String, String)>, String> {
    let mut found = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| format!("bad attribute: {e}"))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let (resolved, name) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| format!("bad attribute value: {e}"))?;
        found.push((
            namespace(&resolved)?,
            name.as_ref().to_owned(),
            value.into_owned(),
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_do_not_matter() {
        let a = parse(r#"<a:x xmlns:a="urn:1"><a:y k="v">t</a:y></a:x>"#).unwrap();
        let b = parse(r#"<x xmlns="urn:1"><y k="v">t</y></x>"#).unwrap();
        assert_eq!(a, b);
    }

    #[test]
    fn text_is_unescaped_and_comments_vanish() {
        let x = parse("<x>a &amp; b<!-- no --> &#x43;<![CDATA[<d>]]></x>").unwrap();
        assert_eq!(x.text, "a & b C<d>");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for bad in [
            "",
            "<x>",
            "<x></y>",
            "<x/><y/>",
            "<a:x/>",
            "<x>&foo;</x>",
            "<x a=1/>",
            "hello",
            "<!DOCTYPE x><x/>",
            "<x/>tail",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn tokens_collapse_whitespace() {
        assert_eq!(collapse("  a \n b\t"), "a b");
    }
}
