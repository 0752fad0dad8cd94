//! SOAP 1.1 as TWINT speaks it: strict when writing, lenient when reading.

pub mod envelope;
pub mod reader;
