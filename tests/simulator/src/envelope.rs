//! SOAP envelopes: taken apart with everything wrong about them said, and put together as TWINT does.

use std::fmt::Write;

use crate::api_version::{ApiVersion, Schema};
use crate::faults::Fault;
use crate::grammar::{HEADER, NOT_SERVED, Operation};
use crate::validation;
use crate::xml_tree::{self, Element, escape};

/// SOAP 1.1.
pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// A request that could be taken apart, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub message_id: Option<String>,
    pub operation: Option<Operation>,
    /// The operation's element.
    pub body: Element,
    pub complaints: Vec<String>,
    /// The fault to answer when it is not the usual `InvalidParameter`.
    pub fault: Option<Fault>,
}

impl Request {
    /// Reads a request; every objection ends up in `complaints`.
    pub(crate) fn read(version: ApiVersion, soap_action: Option<&str>, body: &[u8]) -> Self {
        let mut request = Self::default();
        if let Err(objection) = request.take_apart(version, soap_action, body) {
            request.complaints.push(objection);
        }
        request
    }

    fn take_apart(
        &mut self,
        version: ApiVersion,
        soap_action: Option<&str>,
        body: &[u8],
    ) -> Result<(), String> {
        let text = std::str::from_utf8(body).map_err(|e| format!("the body is not UTF-8: {e}"))?;
        let mut envelope = xml_tree::parse(text.strip_prefix('\u{feff}').unwrap_or(text))?;
        if (envelope.namespace.as_str(), envelope.name.as_str()) != (SOAP, "Envelope") {
            return Err(format!(
                "expected a SOAP 1.1 Envelope, found {}",
                envelope.name
            ));
        }
        let mut parts = std::mem::take(&mut envelope.children)
            .into_iter()
            .peekable();
        let header = parts.next_if(|e| e.namespace == SOAP && e.name == "Header");
        self.header(header, version);
        let body = parts
            .next()
            .filter(|e| e.namespace == SOAP && e.name == "Body")
            .ok_or("expected a SOAP Body after the Header")?;
        if parts.next().is_some() {
            return Err("did not expect anything after the SOAP Body".to_owned());
        }
        let mut roots = body.children.into_iter();
        let root = roots.next().ok_or("the SOAP Body is empty")?;
        if roots.next().is_some() {
            return Err("expected one element in the SOAP Body, found more".to_owned());
        }
        self.root(root, version, soap_action)
    }

    fn header(&mut self, header: Option<Element>, version: ApiVersion) {
        let Some(header) = header else {
            self.complaints.push("expected a SOAP Header".to_owned());
            return;
        };
        let namespace = version.namespace(Schema::Header);
        let ours = header
            .children
            .iter()
            .find(|e| e.namespace == namespace && e.name == "RequestHeaderElement");
        let Some(ours) = ours else {
            self.complaints.push(format!(
                "expected RequestHeaderElement in namespace {namespace:?}"
            ));
            return;
        };
        self.message_id = ours.child_token("MessageId").filter(|id| !id.is_empty());
        let complaints = validation::check(ours, &HEADER, version);
        self.complaints
            .extend(complaints.iter().map(ToString::to_string));
    }

    fn root(
        &mut self,
        root: Element,
        version: ApiVersion,
        soap_action: Option<&str>,
    ) -> Result<(), String> {
        let namespace = version.namespace(Schema::Merchant);
        let name = root
            .name
            .strip_suffix("RequestElement")
            .ok_or_else(|| format!("expected a …RequestElement, found {}", root.name))?
            .to_owned();
        if root.namespace != namespace {
            return Err(format!(
                "expected {} in namespace {namespace:?}, found {:?}",
                root.name, root.namespace
            ));
        }
        match soap_action {
            None => self
                .complaints
                .push("expected a SOAPAction header".to_owned()),
            Some(action) if action.trim_matches('"') != name => self
                .complaints
                .push(format!("SOAPAction is {action}, the body is {name}")),
            Some(action) if !action.starts_with('"') => self
                .complaints
                .push(format!("expected SOAPAction in quotes, found {action}")),
            Some(_) => {}
        }
        let Some(operation) = Operation::named(&name) else {
            if NOT_SERVED.contains(&name.as_str()) {
                let says = format!("This simulator does not serve {name}.");
                self.fault = Some(Fault::new("SystemError", says));
            }
            return Err(format!("the operation {name} is not served"));
        };
        if !operation.exists_in().include(version) {
            return Err(format!(
                "the operation {name} does not exist in {}",
                version.name()
            ));
        }
        self.operation = Some(operation);
        let complaints = validation::check(&root, operation.request(), version);
        self.complaints
            .extend(complaints.iter().map(ToString::to_string));
        self.body = root;
        Ok(())
    }
}

/// An answer: `content` is what stands inside the operation's response element.
pub(crate) fn answer(
    version: ApiVersion,
    message_id: &str,
    operation: Operation,
    content: &str,
) -> String {
    let v = version.suffix();
    let name = operation.name();
    let mut xml = begin(version, Some(message_id), content.len());
    let _ = write!(
        xml,
        "<soap:Body><ns2:{name}ResponseElement xmlns=\"http://service.twint.ch/base/types/{v}\" \
         xmlns:ns2=\"http://service.twint.ch/merchant/types/{v}\" \
         xmlns:ns3=\"http://service.twint.ch/fault/types/{v}\" \
         xmlns:ns4=\"http://service.twint.ch/header/types/{v}\">{content}</ns2:{name}ResponseElement></soap:Body></soap:Envelope>"
    );
    xml
}

/// A fault.
pub(crate) fn fault(version: ApiVersion, message_id: Option<&str>, fault: &Fault) -> String {
    let v = version.suffix();
    let element = fault.kind.element;
    let mut xml = begin(version, message_id, 200);
    let _ = write!(
        xml,
        "<soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>{}</faultstring><detail>\
         <ns3:{element} xmlns=\"http://service.twint.ch/base/types/{v}\" \
         xmlns:ns2=\"http://service.twint.ch/merchant/types/{v}\" \
         xmlns:ns3=\"http://service.twint.ch/fault/types/{v}\" \
         xmlns:ns4=\"http://service.twint.ch/header/types/{v}\">\
         <ns3:ErrorCode><ns3:Code>{}</ns3:Code><ns3:Status>{}</ns3:Status>",
        escape(&fault.text),
        fault.kind.code,
        fault.kind.status,
    );
    if let Some(description) = &fault.description {
        let _ = write!(
            xml,
            "<ns3:DetailDescription>{}</ns3:DetailDescription>",
            escape(description)
        );
    }
    let _ = write!(
        xml,
        "</ns3:ErrorCode></ns3:{element}></detail></soap:Fault></soap:Body></soap:Envelope>"
    );
    xml
}

fn begin(version: ApiVersion, message_id: Option<&str>, room: usize) -> String {
    let mut xml = String::with_capacity(room + 900);
    xml.push_str("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">");
    if let Some(id) = message_id {
        let _ = write!(
            xml,
            "<soap:Header><header:ResponseHeaderElement xmlns:header=\"{}\"><header:MessageId>{}</header:MessageId>\
             </header:ResponseHeaderElement></soap:Header>",
            version.namespace(Schema::Header),
            escape(id)
        );
    }
    xml
}
