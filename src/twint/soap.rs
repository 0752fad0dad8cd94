//! SOAP 1.1 as TWINT speaks it: strict when writing, lenient when reading.

mod element;
mod read_error;
pub mod reader;
pub mod writer;

pub use element::Element;
pub use read_error::ReadError;
