//! The shape of an answer: everything but its values.

mod difference;

pub use difference::differences;

use roxmltree::{Document, Node};
use serde::{Deserialize, Serialize};

/// The head of an answer and the elements of its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type`, which is no value of TWINT's but of HTTP.
    pub content_type: Option<String>,
    /// The names of the header fields, in their order.
    pub header_names: Vec<String>,
    /// The body's outermost element; `None` if the body is no XML.
    pub root: Option<Element>,
}

/// An element without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Element {
    /// Its name, with the kind of its namespace before it: `merchant:Order`, `soap:Body`.
    pub name: String,
    /// The names of its attributes, in their order.
    pub attributes: Vec<String>,
    /// How many characters its own text has.
    pub text_length: usize,
    /// What is in it.
    pub children: Vec<Element>,
}

impl Shape {
    /// Of an answer whose body is `text`.
    pub fn read(
        status: u16,
        content_type: Option<&str>,
        header_names: &[String],
        text: &str,
    ) -> Self {
        let root = Document::parse(text)
            .ok()
            .map(|document| element(document.root_element()));
        Self {
            status,
            content_type: content_type.map(str::to_owned),
            header_names: header_names.to_vec(),
            root,
        }
    }
}

fn element(node: Node<'_, '_>) -> Element {
    let own_text: usize = node
        .children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .map(|text| text.trim().chars().count())
        .sum();
    // What the buyer hands over is as long as it likes, and its length says something of the buyer.
    let is_the_buyers = node.tag_name().name() == "Value";
    let own_text = if is_the_buyers { 0 } else { own_text };
    Element {
        name: name(node),
        attributes: node
            .attributes()
            .map(|attribute| attribute.name().to_owned())
            .collect(),
        text_length: own_text,
        children: node
            .children()
            .filter(Node::is_element)
            .map(element)
            .collect(),
    }
}

/// The version is not part of the name: it is the same everywhere in an answer, and the client reads over it.
fn name(node: Node<'_, '_>) -> String {
    let local = node.tag_name().name();
    let kind = match node.tag_name().namespace() {
        None => return local.to_owned(),
        Some("http://schemas.xmlsoap.org/soap/envelope/") => "soap",
        Some(other) => other
            .strip_prefix("http://service.twint.ch/")
            .and_then(|rest| rest.split('/').next())
            .unwrap_or("foreign"),
    };
    format!("{kind}:{local}")
}
