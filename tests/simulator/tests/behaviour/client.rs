//! A plain client of the tests' own: blocking TLS by OpenSSL, HTTP and SOAP by hand.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use openssl::pkey::PKey;
use openssl::ssl::{SslConnector, SslMethod, SslStream, SslVersion};
use openssl::x509::X509;
use twint_simulator::{ApiVersion, ClientCertificate, MerchantCertificate, Simulator};

pub const REGISTER: &str = "ot|5.4.0|1.0.0|D|501c68ad";
pub const MESSAGE: &str = "e6d46274-55bd-4d3e-9312-a845ce3e4e94";

/// An HTTP answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (n, value) = line.split_once(':')?;
            n.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The text of the first element of that local name.
    pub fn element(&self, name: &str) -> Option<String> {
        elements(&self.text(), name).into_iter().next()
    }

    /// `IN_PROGRESS/ORDER_RECEIVED` of the first order.
    pub fn state(&self) -> String {
        let inner = |name: &str| {
            let text = self.text();
            let all = elements(&text, name);
            all.into_iter()
                .find(|t| !t.contains('<'))
                .unwrap_or_default()
        };
        format!("{}/{}", inner("Status"), inner("Reason"))
    }

    pub fn fault(&self) -> Option<String> {
        let text = self.text();
        let detail = text.split_once("<detail><ns3:")?.1;
        Some(detail.split([' ', '>']).next()?.to_owned())
    }

    pub fn uuid(&self) -> String {
        self.element("OrderUuid")
            .or_else(|| self.element("Uuid"))
            .expect("an order's UUID")
    }
}

/// The texts of all elements of a local name.
pub fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>') else { break };
        let tag = &rest[..close];
        let full = tag.split([' ', '/']).next().unwrap_or_default();
        let local = full.rsplit(':').next().unwrap_or_default();
        if local == name && !tag.starts_with('/') && !tag.ends_with('/') {
            let inside = &rest[close + 1..];
            if let Some(end) = inside.find(&format!("</{full}>")) {
                found.push(inside[..end].to_owned());
            }
        }
    }
    found
}

/// A client with one connection, kept alive as long as the server does.
pub struct Client {
    address: String,
    connector: SslConnector,
    stream: Option<SslStream<TcpStream>>,
    pub version: ApiVersion,
    pub merchant: String,
    /// How many connections it opened.
    pub connections: u32,
}

pub fn connector(
    sim: &Simulator,
    certificate: Option<&ClientCertificate>,
    tls: Option<SslVersion>,
) -> SslConnector {
    let mut builder = SslConnector::builder(SslMethod::tls_client()).unwrap();
    builder.set_ca_file("/dev/null").ok();
    let ca = X509::from_pem(sim.ca_pem().as_bytes()).unwrap();
    builder.cert_store_mut().add_cert(ca).unwrap();
    if let Some(certificate) = certificate {
        let key = PKey::private_key_from_pem(certificate.pem.as_bytes()).unwrap();
        let mut chain = X509::stack_from_pem(certificate.pem.as_bytes())
            .unwrap()
            .into_iter();
        builder.set_certificate(&chain.next().unwrap()).unwrap();
        builder.set_private_key(&key).unwrap();
        for issuer in chain {
            builder.add_extra_chain_cert(issuer).unwrap();
        }
    }
    if tls == Some(SslVersion::TLS1_1) {
        builder.set_security_level(0);
    }
    builder.set_min_proto_version(tls).unwrap();
    builder.set_max_proto_version(tls).unwrap();
    builder.build()
}

impl Client {
    pub fn of(sim: &Simulator) -> Self {
        Self::with(sim, MerchantCertificate::Valid, None)
    }

    /// The same with its cash register enrolled.
    pub fn enrolled(sim: &Simulator) -> Self {
        let mut client = Self::of(sim);
        client.enroll();
        client
    }

    pub fn speaking(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    pub fn with(sim: &Simulator, which: MerchantCertificate, tls: Option<SslVersion>) -> Self {
        Self::showing(sim, Some(&sim.certificate(which)), tls)
    }

    pub fn showing(
        sim: &Simulator,
        certificate: Option<&ClientCertificate>,
        tls: Option<SslVersion>,
    ) -> Self {
        Self {
            address: sim.endpoint().trim_start_matches("https://").to_owned(),
            connector: connector(sim, certificate, tls),
            stream: None,
            version: ApiVersion::V8_6,
            merchant: sim.store_uuid().to_owned(),
            connections: 0,
        }
    }

    pub fn connect(&mut self) -> io::Result<&mut SslStream<TcpStream>> {
        if self.stream.is_none() {
            let tcp = TcpStream::connect(&self.address)?;
            tcp.set_read_timeout(Some(Duration::from_secs(5)))?;
            tcp.set_nodelay(true)?;
            let stream = self
                .connector
                .connect("127.0.0.1", tcp)
                .map_err(|e| io::Error::other(format!("handshake: {e}")))?;
            self.stream = Some(stream);
            self.connections += 1;
        }
        Ok(self.stream.as_mut().expect("just connected"))
    }

    pub fn disconnect(&mut self) {
        self.stream = None;
    }

    pub fn tls_version(&mut self) -> String {
        self.connect().unwrap().ssl().version_str().to_owned()
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<Answer> {
        let answer = self.connect().and_then(|stream| {
            stream.write_all(bytes)?;
            read_answer(stream)
        });
        let closes = answer
            .as_ref()
            .map_or(true, |a| a.header("Connection") == Some("close"));
        if closes {
            self.stream = None;
        }
        answer
    }

    /// Posts an envelope.
    pub fn post(&mut self, operation: &str, envelope: &str) -> io::Result<Answer> {
        let request = format!(
            "POST {} HTTP/1.1\r\nHost: {}\r\nSOAPAction: \"{operation}\"\r\nContent-Type: text/xml; charset=\"utf-8\"\r\nContent-Length: {}\r\n\r\n{envelope}",
            self.version.path(),
            self.address,
            envelope.len()
        );
        self.send(request.as_bytes())
    }

    /// Calls an operation; `inside` is in prefixes `m:` (merchant) and `b:` (base).
    pub fn try_call(&mut self, operation: &str, inside: &str) -> io::Result<Answer> {
        let envelope = envelope(self.version, operation, inside);
        self.post(operation, &envelope)
    }

    pub fn call(&mut self, operation: &str, inside: &str) -> Answer {
        self.try_call(operation, inside).unwrap()
    }

    pub fn merchant_information(&self) -> String {
        format!(
            "<m:MerchantInformation><b:MerchantUuid>{}</b:MerchantUuid><b:CashRegisterId>{REGISTER}</b:CashRegisterId></m:MerchantInformation>",
            self.merchant
        )
    }

    pub fn enroll(&mut self) -> Answer {
        let inside = format!(
            "{}<m:CashRegisterType>EPOS</m:CashRegisterType>",
            self.merchant_information()
        );
        self.call("EnrollCashRegister", &inside)
    }

    pub fn start_xml(&self, reference: &str, amount: &str) -> String {
        self.start_kind(reference, amount, "PAYMENT_IMMEDIATE", true, "")
    }

    pub fn start_kind(
        &self,
        reference: &str,
        amount: &str,
        kind: &str,
        confirm: bool,
        link: &str,
    ) -> String {
        let qr = if kind == "REVERSAL" {
            ""
        } else {
            "<m:QRCodeRendering>true</m:QRCodeRendering>"
        };
        format!(
            "{}<m:Order type=\"{kind}\" confirmationNeeded=\"{confirm}\"><m:PostingType>GOODS</m:PostingType>\
             <m:RequestedAmount><b:Amount>{amount}</b:Amount><b:Currency>CHF</b:Currency></m:RequestedAmount>\
             <m:MerchantTransactionReference>{reference}</m:MerchantTransactionReference>{link}</m:Order>\
             <m:UnidentifiedCustomer>true</m:UnidentifiedCustomer>{qr}",
            self.merchant_information()
        )
    }

    pub fn start(&mut self, reference: &str, amount: &str) -> Answer {
        let inside = self.start_xml(reference, amount);
        self.call("StartOrder", &inside)
    }

    /// Starts an order and lets its customer approve it.
    pub fn approved(&mut self, sim: &Simulator, reference: &str, amount: &str) -> String {
        let uuid = self.start(reference, amount).uuid();
        sim.approve(&uuid).unwrap();
        uuid
    }

    /// The same, confirmed.
    pub fn paid(&mut self, sim: &Simulator, reference: &str, amount: &str) -> String {
        let uuid = self.approved(sim, reference, amount);
        assert_eq!(self.confirm(&uuid, amount, false).status, 200);
        uuid
    }

    pub fn monitor(&mut self, uuid: &str) -> Answer {
        let inside = format!(
            "{}<m:OrderUuid>{uuid}</m:OrderUuid><m:WaitForResponse>false</m:WaitForResponse>",
            self.merchant_information()
        );
        self.call("MonitorOrder", &inside)
    }

    pub fn wait(&mut self, uuid: &str) -> Answer {
        let inside = format!(
            "{}<m:OrderUuid>{uuid}</m:OrderUuid><m:WaitForResponse>true</m:WaitForResponse>",
            self.merchant_information()
        );
        self.call("MonitorOrder", &inside)
    }

    pub fn by_reference(&mut self, operation: &str, reference: &str, more: &str) -> Answer {
        let inside = format!(
            "{}<m:MerchantTransactionReference>{reference}</m:MerchantTransactionReference>{more}",
            self.merchant_information()
        );
        self.call(operation, &inside)
    }

    pub fn confirm(&mut self, uuid: &str, amount: &str, partial: bool) -> Answer {
        let inside = format!(
            "{}<m:OrderUuid>{uuid}</m:OrderUuid><m:RequestedAmount><b:Amount>{amount}</b:Amount><b:Currency>CHF</b:Currency></m:RequestedAmount>\
             <m:PartialConfirmation>{partial}</m:PartialConfirmation>",
            self.merchant_information()
        );
        self.call("ConfirmOrder", &inside)
    }

    pub fn cancel(&mut self, uuid: &str) -> Answer {
        let inside = format!(
            "{}<m:OrderUuid>{uuid}</m:OrderUuid>",
            self.merchant_information()
        );
        self.call("CancelOrder", &inside)
    }

    pub fn get(&mut self, uuid: &str) -> Answer {
        let inside = format!(
            "<m:MerchantUuid>{}</m:MerchantUuid><m:OrderUuid>{uuid}</m:OrderUuid>",
            self.merchant
        );
        self.call("GetOrder", &inside)
    }

    pub fn find(&mut self, by: &str) -> Answer {
        let inside = format!("<m:MerchantUuid>{}</m:MerchantUuid>{by}", self.merchant);
        self.call("FindOrder", &inside)
    }

    pub fn reverse(&mut self, uuid: &str, reference: &str, amount: &str) -> Answer {
        let link = format!("<m:Link><m:OrderUuid>{uuid}</m:OrderUuid></m:Link>");
        let inside = self.start_kind(reference, amount, "REVERSAL", false, &link);
        self.call("StartOrder", &inside)
    }

    /// Asks for everything, with two ways to ship.
    pub fn request_check_in(&mut self, net: &str) -> Answer {
        let shipping = shipping_method("post", "Post", "7.00")
            + &shipping_method("pick-up", "Abholen", "0.00");
        let scopes = ["shipping_address", "date_of_birth", "phone_number", "email"];
        self.request_check_in_with(net, &scopes, &shipping)
    }

    pub fn request_check_in_with(&mut self, net: &str, scopes: &[&str], shipping: &str) -> Answer {
        let scopes: Vec<_> = scopes
            .iter()
            .map(|scope| format!("<m:RequestedScopes>{scope}</m:RequestedScopes>"))
            .collect();
        let scopes = scopes.concat();
        let inside = format!(
            "{}<m:NetAmount><b:Amount>{net}</b:Amount><b:Currency>CHF</b:Currency></m:NetAmount>{scopes}{shipping}\
             <m:QRCodeRendering>true</m:QRCodeRendering>",
            self.merchant_information()
        );
        self.call("RequestFastCheckoutCheckIn", &inside)
    }

    pub fn monitor_check_in(&mut self, pairing: &str) -> Answer {
        let inside = format!(
            "{}<m:PairingUuid>{pairing}</m:PairingUuid>",
            self.merchant_information()
        );
        self.call("MonitorFastCheckoutCheckIn", &inside)
    }

    pub fn cancel_check_in(&mut self, pairing: &str) -> Answer {
        let inside = format!(
            "{}<m:Reason>PAYMENT_ABORT</m:Reason><m:PairingUuid>{pairing}</m:PairingUuid>",
            self.merchant_information()
        );
        self.call("CancelCheckIn", &inside)
    }

    pub fn start_paid_by(&mut self, reference: &str, amount: &str, pairing: &str) -> Answer {
        let inside = self.start_xml(reference, amount).replace(
            "<m:UnidentifiedCustomer>true</m:UnidentifiedCustomer>",
            &format!("<m:PairingUuid>{pairing}</m:PairingUuid>"),
        );
        self.call("StartOrder", &inside)
    }

    pub fn validity(&mut self) -> Answer {
        let inside = format!("<m:MerchantUuid>{}</m:MerchantUuid>", self.merchant);
        self.call("GetCertificateValidity", &inside)
    }

    pub fn renew(&mut self, password: &str) -> Answer {
        let inside = format!(
            "<m:MerchantUuid>{}</m:MerchantUuid><m:CertificatePassword>{}</m:CertificatePassword>",
            self.merchant,
            openssl::base64::encode_block(password.as_bytes())
        );
        self.call("RenewCertificate", &inside)
    }

    pub fn status(&mut self) -> Answer {
        self.try_status().unwrap()
    }

    pub fn try_status(&mut self) -> io::Result<Answer> {
        let inside = format!(
            "<m:MerchantInformation><b:MerchantUuid>{}</b:MerchantUuid><b:CashRegisterId/></m:MerchantInformation>",
            self.merchant
        );
        self.try_call("CheckSystemStatus", &inside)
    }
}

pub fn shipping_method(id: &str, label: &str, amount: &str) -> String {
    format!(
        "<m:ShippingMethods><m:ShippingMethodId>{id}</m:ShippingMethodId><m:ShippingMethodLabel>{label}</m:ShippingMethodLabel>\
         <m:ShippingMethodAmount><b:Amount>{amount}</b:Amount><b:Currency>CHF</b:Currency></m:ShippingMethodAmount></m:ShippingMethods>"
    )
}

pub fn envelope(version: ApiVersion, operation: &str, inside: &str) -> String {
    let v = version.suffix();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:h=\"http://service.twint.ch/header/types/{v}\" xmlns:m=\"http://service.twint.ch/merchant/types/{v}\" \
         xmlns:b=\"http://service.twint.ch/base/types/{v}\"><s:Header><h:RequestHeaderElement><h:MessageId>{MESSAGE}</h:MessageId>\
         <h:ClientSoftwareName>tests</h:ClientSoftwareName><h:ClientSoftwareVersion>1</h:ClientSoftwareVersion></h:RequestHeaderElement></s:Header>\
         <s:Body><m:{operation}RequestElement>{inside}</m:{operation}RequestElement></s:Body></s:Envelope>"
    )
}

/// Reads one answer, by Content-Length or chunks.
pub fn read_answer<S: Read>(stream: &mut S) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let mut more = |bytes: &mut Vec<u8>| -> io::Result<()> {
        match stream.read(&mut buffer)? {
            0 => Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the connection ended",
            )),
            n => {
                bytes.extend_from_slice(&buffer[..n]);
                Ok(())
            }
        }
    };
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
        more(&mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut answer = Answer {
        status: head[9..12].parse().unwrap(),
        head,
        body: Vec::new(),
    };
    if let Some(length) = answer.header("Content-Length").map(str::to_owned) {
        let length: usize = length.parse().unwrap();
        while bytes.len() < end + length {
            more(&mut bytes)?;
        }
        answer.body = bytes[end..end + length].to_vec();
    } else {
        while !bytes.ends_with(b"0\r\n\r\n") {
            more(&mut bytes)?;
        }
        let text = String::from_utf8_lossy(&bytes[end..]).into_owned();
        for chunk in text.split("\r\n").skip(1).step_by(2) {
            answer.body.extend_from_slice(chunk.as_bytes());
        }
    }
    Ok(answer)
}
