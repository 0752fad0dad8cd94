//! The trait of every operation: its request, and how its answer is read.

use serde::Serialize;

use crate::twint::soap::{Element, ReadError};
use crate::twint::values::operation::Operation;

/// A request to TWINT, as its serialization is put into the SOAP body, and the reading of its answer.
///
/// ```
/// use twint::twint::operations::{CheckSystemStatus, SoapRequest};
/// use twint::twint::soap::reader::{self, Body};
/// use twint::twint::soap::writer::{self, ClientSoftware};
/// use twint::twint::values::api_version::ApiVersion;
/// use twint::twint::values::identifiers::MessageId;
///
/// let request = CheckSystemStatus::new("3094877c-352c-4bed-b542-bb69c7c4608c".parse()?);
/// let client = ClientSoftware {
///     name: "twint-php".parse()?,
///     version: "0.1.0".parse()?,
/// };
/// let sent = writer::write(ApiVersion::V10, MessageId::random(), &client, &request)?;
/// assert!(sent.contains("<m:CheckSystemStatusRequestElement>"));
///
/// let answer = br#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
///   <CheckSystemStatusResponseElement xmlns="http://service.twint.ch/merchant/types/v10"><Status>OK</Status>
///   </CheckSystemStatusResponseElement></s:Body></s:Envelope>"#;
/// let Body::Response(response) = reader::read(answer)?.body else {
///     panic!("a fault");
/// };
/// assert_eq!(request.read_response(&response), Ok(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait SoapRequest: Serialize {
    /// What the answer means.
    type Answer;

    /// Which operation it is; its name begins the names of the request and the response element.
    const OPERATION: Operation;

    /// What of the request must not come back in an error, should TWINT repeat it.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Reads the response element of this operation. What TWINT leaves out or empty is absent from the answer.
    ///
    /// # Errors
    /// [`ReadError::Missing`] where the answer lacks what nothing can be done without.
    fn read_response(&self, response: &Element) -> Result<Self::Answer, ReadError>;
}
