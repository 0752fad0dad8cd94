//! Changes one element or attribute of an answer and nothing else.

use std::ops::Range;

use roxmltree::{Document, Node};
use strum::VariantArray;

/// What is put where something else is expected.
pub const NONSENSE: &str = "?!";

#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Change {
    /// Left out.
    Dropped,
    /// `<X/>`, with its attributes.
    Emptied,
    /// `<X> </X>`
    Blank,
    /// `<X xsi:nil="true"/>`
    Nil,
    /// `<X>?!</X>`
    Nonsense,
    /// There twice.
    Doubled,
    /// There as it was, and once more, empty.
    DoubledEmpty,
    /// At the end of what it stands beside.
    Last,
}

/// Where an element or an attribute stands.
pub struct Place {
    /// The local names of the elements around it, beginning below the envelope's body for what is in there; an attribute's
    /// name follows `@`.
    pub path: String,
    pub is_attribute: bool,
    /// Which of its namesakes beside it it is, from 0.
    pub index: usize,
    /// Which order of a list it belongs to, from 0; 0 outside of lists.
    pub order: usize,
    range: Range<usize>,
    /// Where it is moved to.
    end_of_parent: usize,
}

/// Every element and every attribute, but for declarations of namespaces.
pub fn places(xml: &str) -> Vec<Place> {
    let document = Document::parse(xml).unwrap();
    let elements = document.descendants().filter(Node::is_element);
    elements
        .flat_map(|element| {
            let order = element
                .ancestors()
                .find(|around| name(*around) == "Order")
                .map_or(0, index);
            let end_of_tag = element.range().start + tag(&xml[element.range()]).len();
            let attributes = element.attributes().map(move |attribute| Place {
                path: format!("{}/@{}", path(element), attribute.name()),
                is_attribute: true,
                index: 0,
                order,
                range: attribute.range(),
                end_of_parent: end_of_tag,
            });
            let end_of_parent = element.parent_element().map_or(xml.len(), |parent| {
                let parent = parent.range();
                parent.start + xml[parent.clone()].rfind("</").unwrap()
            });
            let itself = Place {
                path: path(element),
                is_attribute: false,
                index: index(element),
                order,
                range: element.range(),
                end_of_parent,
            };
            std::iter::once(itself)
                .chain(attributes)
                .collect::<Vec<_>>()
        })
        .collect()
}

impl Place {
    /// The answer with this changed; `None` where that cannot be.
    pub fn with(&self, xml: &str, change: Change) -> Option<String> {
        let (before, rest) = xml.split_at(self.range.start);
        let (it, after) = rest.split_at(self.range.len());
        let instead = if self.is_attribute {
            let (name, _) = it.split_once('=').unwrap();
            match change {
                Change::Dropped => String::new(),
                Change::Emptied => format!(r#"{name}="""#),
                Change::Nonsense => format!(r#"{name}="{NONSENSE}""#),
                Change::Doubled => format!("{it} {it}"),
                Change::Last => return Some(self.moved(xml, &format!(" {it}"))),
                Change::Blank | Change::Nil | Change::DoubledEmpty => return None,
            }
        } else {
            let tag = tag(it);
            let (name, _) = tag[1..].split_once(' ').unwrap_or((&tag[1..], ""));
            match change {
                Change::Dropped => String::new(),
                Change::Emptied => format!("{tag}/>"),
                Change::Blank => format!("{tag}> </{name}>"),
                Change::Nil => format!(
                    r#"{tag} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#
                ),
                Change::Nonsense => format!("{tag}>{NONSENSE}</{name}>"),
                Change::Doubled => format!("{it}{it}"),
                Change::DoubledEmpty => format!("{it}{tag}/>"),
                Change::Last => return Some(self.moved(xml, it)),
            }
        };
        Some(format!("{before}{instead}{after}"))
    }

    fn moved(&self, xml: &str, it: &str) -> String {
        let (start, end) = (&xml[..self.range.start], &xml[self.end_of_parent..]);
        let between = &xml[self.range.end..self.end_of_parent];
        format!("{start}{between}{it}{end}")
    }
}

/// The answer with all children of all elements in the opposite order.
pub fn reversed(xml: &str) -> String {
    fn write(node: Node, xml: &str) -> String {
        let source = &xml[node.range()];
        if !node.is_element() {
            return source.to_owned();
        }
        let content: String = node
            .children()
            .rev()
            .map(|child| write(child, xml))
            .collect();
        let tag = tag(source);
        let end = &source[source.rfind("</").unwrap()..];
        format!("{tag}>{content}{end}")
    }
    write(Document::parse(xml).unwrap().root_element(), xml)
}

/// The start tag without its end; no attribute of these answers has a `>`.
fn tag(element: &str) -> &str {
    &element[..element.find('>').unwrap()]
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

fn index(element: Node) -> usize {
    element
        .prev_siblings()
        .skip(1)
        .filter(|before| name(*before) == name(element))
        .count()
}

fn path(element: Node) -> String {
    let mut names: Vec<&str> = element
        .ancestors()
        .filter(Node::is_element)
        .map(name)
        .collect();
    names.reverse();
    match names.as_slice() {
        ["Envelope", "Body", below @ ..] if !below.is_empty() => below.join("/"),
        all => all.join("/"),
    }
}
