//! Why an answer could not be read.

/// Why an answer could not be read; nothing is known then of what TWINT did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The answer is not in UTF-8, the only encoding that TWINT answers in.
    #[error("the answer is not UTF-8")]
    NotUtf8,
    /// The answer is not well-formed XML with one root element, or it has entities that XML does not define.
    #[error("the answer is not well-formed XML")]
    NotXml,
    /// The answer has a document type declaration, which SOAP forbids and attacks need.
    #[error("the answer has a DOCTYPE")]
    Doctype,
    /// The answer has more levels, elements or namespaces than any honest one.
    #[error("the answer is nested too deeply or has too many elements or namespaces")]
    TooBig,
    /// The answer is something else than a SOAP 1.1 envelope with one body.
    #[error("the answer is not a SOAP 1.1 envelope")]
    NotSoap,
    /// An element that we cannot do without is missing, empty or makes no sense; the text is its name in TWINT's schema.
    #[error("the answer lacks a usable {0}")]
    Missing(&'static str),
}
