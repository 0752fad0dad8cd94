//! The last exchange of the current thread, for support: stored as sent and received, shown without its secrets.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::time::Duration;

use crate::twint::values::operation::Operation;

/// The largest stored part of a request and of an answer, in bytes.
const MAX_BYTES: usize = 64 * 1024;
/// The text shown in place of a secret.
const REMOVED: &str = "[removed]";
/// Elements whose content is never shown: pairing tokens, QR codes, and certificates with their passphrases.
const SECRETS: [&str; 9] = [
    "Token",
    "DisplayToken",
    "APIToken",
    "ApiToken",
    "QRCode",
    "QRCodeImage",
    "QRCodeData",
    "CertificatePassword",
    "MerchantCertificate",
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
    /// The time from the start of the call to the end of its answer or failure.
    pub duration: Duration,
}

/// An exchange as it was, with its secrets.
struct StoredExchange {
    operation: Operation,
    request: Vec<u8>,
    answer: Option<Vec<u8>>,
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
    answer: Option<Vec<u8>>,
    duration: Duration,
) {
    let mut exchange = StoredExchange {
        operation,
        request: bounded(request.into_bytes()),
        answer: answer.map(bounded),
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
            duration: exchange.duration,
        })
    })
}

fn set(exchange: Option<StoredExchange>) {
    LAST.with_borrow_mut(|last| **last = exchange);
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
                "<CertificatePassword>c2Vj",
                "<CertificatePassword>[removed]",
            ),
            ("<CertificatePassword", "<CertificatePassword[removed]"),
            ("no xml at all", "no xml at all"),
            ("", ""),
        ] {
            assert_eq!(redacted(text.as_bytes()), shown);
        }
    }

    #[test]
    fn a_stored_exchange_is_bounded_and_can_be_forgotten() {
        let huge = "x".repeat(3 * MAX_BYTES);
        store(
            Operation::FindOrder,
            "<q/>".to_owned(),
            Some(huge.into_bytes()),
            Duration::ZERO,
        );
        assert_eq!(last_exchange().unwrap().answer.unwrap().len(), MAX_BYTES);
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
