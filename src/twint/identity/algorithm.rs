//! The names of algorithms in a file, and how its parts are read.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Choice, Decode, DecodeValue, Sequence};

use crate::twint::identity::certificate_problem::CertificateProblem;

/// `AlgorithmIdentifier` of RFC 5280: a name and what the algorithm wants to know.
#[derive(Clone, Copy, Sequence)]
pub(super) struct Algorithm<'a> {
    pub(super) name: ObjectIdentifier,
    parameters: Option<AnyRef<'a>>,
}

impl<'a> Algorithm<'a> {
    pub(super) fn parameters<T>(&self) -> Result<T, CertificateProblem>
    where
        T: Choice<'a> + DecodeValue<'a, Error = der::Error>,
    {
        let parameters = self.parameters.ok_or(CertificateProblem::Damaged)?;
        decode_as(parameters)
    }
}

/// Reads a structure in DER. Where there is none, the file is damaged.
pub(super) fn decode<'a, T>(der: &'a [u8]) -> Result<T, CertificateProblem>
where
    T: Decode<'a, Error = der::Error>,
{
    T::from_der(der).map_err(|_| CertificateProblem::Damaged)
}

/// Reads a structure out of an element that was first read as one of any type.
pub(super) fn decode_as<'a, T>(any: AnyRef<'a>) -> Result<T, CertificateProblem>
where
    T: Choice<'a> + DecodeValue<'a, Error = der::Error>,
{
    any.decode_as().map_err(|_| CertificateProblem::Damaged)
}
