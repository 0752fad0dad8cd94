//! Why an answer could not be read.

/// Why an answer could not be read; nothing is known then of what TWINT did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes that are not UTF-8, the only encoding TWINT answers in. UTF-16 is among them.
    #[error("the answer is not UTF-8")]
    NotUtf8,
    /// Not well-formed XML with one root element, or with entities or more namespaces at once than any honest answer.
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
    /// What we cannot do without is missing, empty or makes no sense; its name in TWINT's schema.
    #[error("the answer lacks a usable {0}")]
    Missing(&'static str),
}
