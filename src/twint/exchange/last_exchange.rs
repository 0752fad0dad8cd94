//! The last exchange of this thread, for support: kept as it was, shown without its secrets.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::time::Duration;

use crate::twint::values::operation::Operation;

/// What is kept of a request and of an answer at most, in bytes.
const MOST: usize = 64 * 1024;
/// What stands in place of a secret.
const REMOVED: &str = "[removed]";
/// Elements whose content nobody may see: what pays an order, pictures of it, and certificates with their passphrases.
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

/// A question to TWINT and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What was asked.
    pub operation: Operation,
    /// The message sent.
    pub request: String,
    /// What came back; `None` where nothing did.
    pub answer: Option<String>,
    /// From the first byte to the last.
    pub duration: Duration,
}

struct Kept {
    operation: Operation,
    request: Vec<u8>,
    answer: Option<Vec<u8>>,
    duration: Duration,
}

thread_local! {
    // Without destructor, which would outlive a module that PHP unloads. A thread of ours holds a `ForgetAtTheEnd`.
    static LAST: RefCell<ManuallyDrop<Option<Kept>>> = const { RefCell::new(ManuallyDrop::new(None)) };
}

/// Held by a thread of ours, it forgets what the thread kept when that ends: nobody can ask for it any more.
pub(crate) struct ForgetAtTheEnd;

impl Drop for ForgetAtTheEnd {
    fn drop(&mut self) {
        forget();
    }
}

/// Nothing that came before belongs to what comes now.
pub(crate) fn forget() {
    set(None);
}

/// Keeps it, without copying.
pub(crate) fn keep(
    operation: Operation,
    request: String,
    answer: Option<Vec<u8>>,
    duration: Duration,
) {
    let mut kept = Kept {
        operation,
        request: bounded(request.into_bytes()),
        answer: answer.map(bounded),
        duration,
    };
    // A passphrase and a key are not even kept.
    if operation == Operation::RenewCertificate {
        kept.request = redacted(&kept.request).into_bytes();
        kept.answer = kept.answer.map(|answer| redacted(&answer).into_bytes());
    }
    set(Some(kept));
}

/// The last exchange of this thread, if there was one.
pub fn last_exchange() -> Option<Exchange> {
    LAST.with_borrow(|last| {
        last.as_ref().map(|kept| Exchange {
            operation: kept.operation,
            request: redacted(&kept.request),
            answer: kept.answer.as_deref().map(redacted),
            duration: kept.duration,
        })
    })
}

fn set(kept: Option<Kept>) {
    LAST.with_borrow_mut(|last| **last = kept);
}

fn bounded(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(MOST);
    bytes
}

/// The text without the content of any secret element, however broken the text is: an element without an end loses all
/// that follows.
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
    fn secrets_go_and_the_rest_stays() {
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
    fn what_is_kept_is_bounded_and_forgotten() {
        let huge = "x".repeat(3 * MOST);
        keep(
            Operation::FindOrder,
            "<q/>".to_owned(),
            Some(huge.into_bytes()),
            Duration::ZERO,
        );
        assert_eq!(last_exchange().unwrap().answer.unwrap().len(), MOST);
        forget();
        assert_eq!(last_exchange(), None);
    }

    proptest! {
        #[test]
        fn no_cut_lets_a_secret_through(cut in 0..200_usize, prefix in "([a-z]{1,3}:)?") {
            let text = format!("<S:E><{prefix}Token>98765</{prefix}Token><{prefix}MerchantCertificate a=\"1\">SECRETSECRET</{prefix}MerchantCertificate></S:E>");
            let shown = redacted(&text.as_bytes()[..cut.min(text.len())]);
            prop_assert!(!shown.contains("9876"));
            prop_assert!(!shown.contains("SECR"));
        }

        #[test]
        fn any_bytes_are_shown_somehow(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            redacted(&bytes);
        }
    }
}
