//! The last exchange of the current thread, for support: stored as sent and received, shown without its secrets.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::time::Duration;

use crate::twint::transport::Answer;
use crate::twint::values::operation::Operation;

/// The largest stored part of a request and of an answer, in bytes.
const MAX_BYTES: usize = 64 * 1024;
/// The text shown in place of a secret.
const REMOVED: &str = "[removed]";
/// Elements whose content is never shown: pairing tokens, QR codes and the way to a payment's page, what a till proves itself with, certificates
/// with their passphrases, and what TWINT hands over of a buyer.
const SECRETS: [&str; 13] = [
    "Token",
    "DisplayToken",
    "APIToken",
    "ApiToken",
    "QRCode",
    "QRCodeImage",
    "QRCodeData",
    "TwintURL",
    "BeaconInitString",
    "BeaconSecret",
    "CertificatePassword",
    "MerchantCertificate",
    "CustomerData",
];

/// An exchange with TWINT as it may be shown: the request and its answer, both without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// The operation that was called.
    pub operation: Operation,
    /// The request without its secrets, cut to its first 64 KiB.
    pub request: String,
    /// The answer without its secrets, cut to its first 64 KiB; `None` if none came.
    pub answer: Option<String>,
    /// The head of the answer; `None` if none came.
    pub head: Option<Head>,
    /// The time from the start of the call to the end of its answer or failure.
    pub duration: Duration,
}

/// What stands around an answer's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The HTTP status; a SOAP fault comes as 500.
    pub status: u16,
    /// The `Content-Type` as it came.
    pub content_type: Option<String>,
    /// The names of the header fields in lower case, in the order in which they came.
    pub header_names: Vec<String>,
    /// How long TWINT says it keeps the idle connection.
    pub keep_alive: Option<Duration>,
    /// Whether it came over a connection of an earlier call.
    pub reused_connection: bool,
}

/// An exchange as it was, with its secrets.
struct StoredExchange {
    operation: Operation,
    request: Vec<u8>,
    answer: Option<Vec<u8>>,
    head: Option<Head>,
    duration: Duration,
}

thread_local! {
    // Without destructor, which would outlive a module that PHP unloads. Our own threads free it with `ForgetAtThreadEnd`.
    static LAST: RefCell<ManuallyDrop<Option<StoredExchange>>> = const { RefCell::new(ManuallyDrop::new(None)) };
}

/// A guard for threads of our own: forgets the thread's last exchange when the thread ends.
pub(crate) struct ForgetAtThreadEnd;

impl Drop for ForgetAtThreadEnd {
    fn drop(&mut self) {
        forget();
    }
}

/// Forgets the thread's last exchange, before a new one begins.
pub(crate) fn forget() {
    set(None);
}

/// Stores an exchange as the thread's last one, without copying it.
pub(crate) fn store(
    operation: Operation,
    request: String,
    answer: Option<Answer>,
    duration: Duration,
) {
    let (head, body) = answer.map(taken_apart).unzip();
    let mut exchange = StoredExchange {
        operation,
        request: bounded(request.into_bytes()),
        answer: body.map(bounded),
        head,
        duration,
    };
    // The passphrase and the key of a new certificate are not even stored.
    if operation == Operation::RenewCertificate {
        exchange.request = redacted(&exchange.request).into_bytes();
        exchange.answer = exchange.answer.map(|answer| redacted(&answer).into_bytes());
    }
    set(Some(exchange));
}

/// The last exchange of the current thread without its secrets, or `None` if there was none.
pub fn last_exchange() -> Option<Transcript> {
    LAST.with_borrow(|last| {
        last.as_ref().map(|exchange| Transcript {
            operation: exchange.operation,
            request: redacted(&exchange.request),
            answer: exchange.answer.as_deref().map(redacted),
            head: exchange.head.clone(),
            duration: exchange.duration,
        })
    })
}

fn set(exchange: Option<StoredExchange>) {
    LAST.with_borrow_mut(|last| **last = exchange);
}

fn taken_apart(answer: Answer) -> (Head, Vec<u8>) {
    let head = Head {
        status: answer.status,
        content_type: answer.content_type,
        header_names: answer.header_names,
        keep_alive: answer.keep_alive,
        reused_connection: answer.reused_connection,
    };
    (head, answer.body)
}

fn bounded(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(MAX_BYTES);
    bytes
}

/// The text without the content of any secret element, however broken the text is. If such an element has no end tag, everything
/// after its start is removed.
fn redacted(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut shown = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start + 1..];
        let name_end = tag
            .find(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
            .unwrap_or(tag.len());
        let name = &tag[..name_end];
        let local = name.rsplit(':').next().unwrap_or(name);
        let head_end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (head, after) = rest.split_at(start + 1 + head_end);
        shown.push_str(head);
        rest = after;
        if SECRETS.contains(&local) && !head.ends_with("/>") {
            shown.push_str(REMOVED);
            let end = format!("</{name}");
            rest = rest.find(&end).map_or("", |end| &rest[end..]);
        }
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn secrets_are_removed_and_the_rest_stays() {
        for (text, shown) in [
            (
                "<a><ns2:Token>12345</ns2:Token></a>",
                "<a><ns2:Token>[removed]</ns2:Token></a>",
            ),
            (
                "<Token>12345</Token><Uuid>u</Uuid>",
                "<Token>[removed]</Token><Uuid>u</Uuid>",
            ),
            (
                "<b:QRCode kind=\"png\">data:</b:QRCode >x",
                "<b:QRCode kind=\"png\">[removed]</b:QRCode >x",
            ),
            ("<Token/><Status>OK</Status>", "<Token/><Status>OK</Status>"),
            ("<Tokens>1</Tokens>", "<Tokens>1</Tokens>"),
            (
                "<m:TwintURL>https://pay.example/?jwt=eyJ</m:TwintURL>",
                "<m:TwintURL>[removed]</m:TwintURL>",
            ),
            (
                "<BeaconSecret>s</BeaconSecret>",
                "<BeaconSecret>[removed]</BeaconSecret>",
            ),
            (
                "<CertificatePassword>c2Vj",
                "<CertificatePassword>[removed]",
            ),
            ("<CertificatePassword", "<CertificatePassword[removed]"),
            (
                "<m:CustomerData><m:Field><m:Value>Max</m:Value></m:Field></m:CustomerData>",
                "<m:CustomerData>[removed]</m:CustomerData>",
            ),
            ("no xml at all", "no xml at all"),
            ("", ""),
        ] {
            assert_eq!(redacted(text.as_bytes()), shown);
        }
    }

    #[test]
    fn a_stored_exchange_is_bounded_and_can_be_forgotten() {
        let huge = "x".repeat(3 * MAX_BYTES);
        let answer = Answer {
            status: 200,
            content_type: Some("text/xml".to_owned()),
            header_names: vec!["server".to_owned(), "content-type".to_owned()],
            keep_alive: None,
            body: huge.into_bytes(),
            reused_connection: true,
        };
        store(
            Operation::FindOrder,
            "<q/>".to_owned(),
            Some(answer),
            Duration::ZERO,
        );
        let kept = last_exchange().unwrap();
        assert_eq!(kept.answer.unwrap().len(), MAX_BYTES);
        let head = kept.head.unwrap();
        assert_eq!(
            (head.status, head.reused_connection, head.header_names.len()),
            (200, true, 2)
        );
        forget();
        assert_eq!(last_exchange(), None);
    }

    proptest! {
        #[test]
        fn a_text_cut_anywhere_shows_no_secret(cut in 0..200_usize, prefix in "([a-z]{1,3}:)?") {
            let text = format!("<S:E><{prefix}Token>98765</{prefix}Token><{prefix}MerchantCertificate a=\"1\">SECRETSECRET</{prefix}MerchantCertificate></S:E>");
            let shown = redacted(&text.as_bytes()[..cut.min(text.len())]);
            prop_assert!(!shown.contains("9876"));
            prop_assert!(!shown.contains("SECR"));
        }

        #[test]
        fn any_bytes_can_be_redacted(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            redacted(&bytes);
        }
    }
}
