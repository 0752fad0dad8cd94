//! What may be written down of a message: texts of elements that are known to hold no secret, and nothing else.

use std::fmt::Write;

use roxmltree::{Document, Node};
use zeroize::Zeroizing;

/// Elements whose text is written down. The merchant's and the buyer's names for themselves are not among them.
const SHOWN: [&str; 42] = [
    "Amount",
    "CashRegisterId",
    "CashRegisterType",
    "CertificateExpiryDate",
    "ClientSoftwareName",
    "ClientSoftwareVersion",
    "Code",
    "ConfirmationButtonId",
    "CreationTimestamp",
    "Currency",
    "DetailCode",
    "DetailDescription",
    "ExchangeId",
    "ExpirationDate",
    "MajorId",
    "MerchantTransactionReference",
    "MessageDateTime",
    "MessageId",
    "MinorId",
    "OrderUpdateNotificationURL",
    "OrderUuid",
    "PairingStatus",
    "PartialConfirmation",
    "PaymentAuthorizationType",
    "PaymentLayerRendering",
    "PaymentMethod",
    "PostingType",
    "ProcessingTimestamp",
    "ProductCode",
    "QRCodeRendering",
    "Reason",
    "RenewalAllowed",
    "SearchEndDate",
    "SearchStartDate",
    "Status",
    "TerminalExternalId",
    "UnidentifiedCustomer",
    "Uuid",
    "WaitForResponse",
    "faultcode",
    "faultstring",
    "type",
];

/// Attributes whose value is written down.
const SHOWN_ATTRIBUTES: [&str; 3] = ["code", "confirmationNeeded", "type"];

/// Knows the secrets of this rehearsal, should TWINT repeat one where nobody expects it.
pub struct Censor {
    words: Vec<Zeroizing<String>>,
}

impl Censor {
    /// Words of fewer than four characters are too likely to mean something else; they never leave the machine but as part of
    /// elements that are not shown.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words = words.into_iter().map(Zeroizing::new);
        Self {
            words: words.filter(|word| word.chars().count() >= 4).collect(),
        }
    }

    /// Any text, without this rehearsal's secrets.
    pub fn text(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, word| {
            text.replace(word.as_str(), "[removed]")
        })
    }

    /// A message; what is no XML is only counted.
    pub fn message(&self, text: &str) -> String {
        let Ok(document) = Document::parse(text) else {
            return format!("[{} bytes that are no XML]", text.len());
        };
        let mut hidden: Vec<_> = document
            .descendants()
            .flat_map(|node| hidden_text(node).into_iter().chain(hidden_attributes(node)))
            .collect();
        hidden.sort_by_key(|range| range.start);
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for range in hidden {
            shown.push_str(&text[at..range.start]);
            let characters = text[range.clone()].chars().count();
            // Writing to a String cannot fail.
            let _ = write!(shown, "[{characters} characters]");
            at = range.end;
        }
        shown.push_str(&text[at..]);
        self.text(&shown)
    }
}

fn hidden_text(node: Node<'_, '_>) -> Option<std::ops::Range<usize>> {
    let parent = node.parent()?;
    let blank = node.text().is_none_or(|text| text.trim().is_empty());
    let shown = !node.is_text() || blank || SHOWN.contains(&parent.tag_name().name());
    (!shown).then(|| node.range())
}

fn hidden_attributes(node: Node<'_, '_>) -> impl Iterator<Item = std::ops::Range<usize>> {
    node.attributes()
        .filter(|attribute| !SHOWN_ATTRIBUTES.contains(&attribute.name()))
        .map(|attribute| attribute.range_value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_be_harmless_is_written_down() {
        let censor = Censor::new(["geheim".to_owned(), "abc".to_owned()]);
        let text = "<a kind='x'><Status code='1'>OK</Status><MerchantUuid>3094</MerchantUuid><Brand>new &amp; odd</Brand>\
                    <faultstring>geheim is weak</faultstring></a>";
        assert_eq!(
            censor.message(text),
            "<a kind='[1 characters]'><Status code='1'>OK</Status><MerchantUuid>[4 characters]</MerchantUuid>\
             <Brand>[13 characters]</Brand><faultstring>[removed] is weak</faultstring></a>"
        );
        assert_eq!(censor.message("<html>geheim"), "[12 bytes that are no XML]");
        assert_eq!(censor.text("no geheimnis"), "no [removed]nis");
    }

    #[test]
    fn the_list_is_sorted_so_that_nothing_stands_twice() {
        assert!(SHOWN.is_sorted());
    }
}
