//! TWINT's own page for paying (`PaymentLayerRendering`), and the address that TWINT may call when an order changes.

use std::fmt::{self, Write};
use std::str::FromStr;

use serde::Serialize;

/// The address of TWINT's page for one order (`TwintURL`, at most 2000 characters). Only an address of `https` is one.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentPage(String);

impl PaymentPage {
    /// The page, from which the buyer comes back to `paid` or `cancelled`. Neither proves anything: whoever comes back asks TWINT.
    ///
    /// # Examples
    ///
    /// ```
    /// use twint::twint::values::payment_page::PaymentPage;
    ///
    /// let page: PaymentPage = "https://pay.example/?orderUUID=1".parse().unwrap();
    /// let (paid, cancelled) = ("https://shop.example/a?b=c", "https://shop.example/x");
    /// assert_eq!(
    ///     page.returning_to(&paid.parse().unwrap(), &cancelled.parse().unwrap()),
    ///     "https://pay.example/?orderUUID=1&redirectURL=https%3A%2F%2Fshop.example%2Fa%3Fb%3Dc\
    ///      &cancelOrderCallbackURL=https%3A%2F%2Fshop.example%2Fx",
    /// );
    /// ```
    pub fn returning_to(&self, paid: &ReturnUrl, cancelled: &ReturnUrl) -> String {
        let (address, fragment) = self.0.split_once('#').unwrap_or((&self.0, ""));
        let mut whole = address.to_owned();
        for (name, value) in [("redirectURL", paid), ("cancelOrderCallbackURL", cancelled)] {
            whole.push(if whole.contains('?') { '&' } else { '?' });
            whole.push_str(name);
            whole.push('=');
            push_encoded(&mut whole, &value.0);
        }
        if !fragment.is_empty() {
            whole.push('#');
            whole.push_str(fragment);
        }
        whole
    }

    /// The address as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is no [`PaymentPage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no address of TWINT's payment page")]
pub struct NoPaymentPage;

impl FromStr for PaymentPage {
    type Err = NoPaymentPage;

    /// Takes an address that a browser may be sent to.
    ///
    /// # Errors
    /// [`NoPaymentPage`] for anything else.
    fn from_str(text: &str) -> Result<Self, NoPaymentPage> {
        if is_web_address(text, 2000) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoPaymentPage)
        }
    }
}

impl fmt::Debug for PaymentPage {
    /// Not the address: whoever has it may pay the order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PaymentPage")
    }
}

/// Where TWINT's page sends the buyer afterwards: a page of the shop, at most 2000 characters. A shop that is being tried out may have no
/// `https`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnUrl(String);

/// Why a text is no [`ReturnUrl`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an address of the web with at most 2000 characters")]
pub struct NoReturnUrl;

impl FromStr for ReturnUrl {
    type Err = NoReturnUrl;

    /// Takes an address of `https` or `http` with at most 2000 characters.
    ///
    /// # Errors
    /// [`NoReturnUrl`] for anything else.
    fn from_str(text: &str) -> Result<Self, NoReturnUrl> {
        let is_plain = || {
            text.strip_prefix("http://")
                .is_some_and(|rest| is_web_address(&format!("https://{rest}"), 2000))
        };
        if is_web_address(text, 2000) || is_plain() {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoReturnUrl)
        }
    }
}

/// Where TWINT may tell that an order has changed (`OrderUpdateNotificationURL`). TWINT takes it only for an order with a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct NotificationUrl(String);

/// Why a text is no [`NotificationUrl`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an address that begins with https:// and has at most 250 characters")]
pub struct NoNotificationUrl;

impl FromStr for NotificationUrl {
    type Err = NoNotificationUrl;

    /// Takes an address of `https` with at most 250 characters.
    ///
    /// # Errors
    /// [`NoNotificationUrl`] for anything else.
    fn from_str(text: &str) -> Result<Self, NoNotificationUrl> {
        if is_web_address(text, 250) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoNotificationUrl)
        }
    }
}

fn is_web_address(text: &str, longest: usize) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    text.len() <= longest
        && host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte))
}

/// All but what RFC 3986 calls unreserved.
fn push_encoded(to: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to.push(char::from(byte));
        } else {
            let _ = write!(to, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_https_is_a_page_or_may_be_notified() {
        for (text, is_one) in [
            ("https://pay.example/?a=b", true),
            ("https://pay.example", true),
            ("http://pay.example/", false),
            ("HTTPS://pay.example/", false),
            ("https://", false),
            ("https:///pay.example", false),
            ("https://pay.example/ a", false),
            ("https://pay.example/\"x", false),
            ("https://pay.example/\n", false),
            ("https://pay.example/ü", false),
            ("javascript:alert(1)//https://pay.example", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<PaymentPage>().is_ok(), is_one, "{text}");
            assert_eq!(text.parse::<NotificationUrl>().is_ok(), is_one, "{text}");
        }
        let long = |characters: usize| format!("https://{}", "a".repeat(characters - 8));
        assert!(long(250).parse::<NotificationUrl>().is_ok());
        assert!(long(251).parse::<NotificationUrl>().is_err());
        assert!(long(2000).parse::<PaymentPage>().is_ok());
        assert!(long(2001).parse::<PaymentPage>().is_err());
    }

    #[test]
    fn the_addresses_to_come_back_to_are_added_before_a_fragment_and_encoded() {
        let page = |text: &str| {
            let (paid, cancelled) = ("http://a/?b&c", "https://a/~");
            text.parse::<PaymentPage>()
                .unwrap()
                .returning_to(&paid.parse().unwrap(), &cancelled.parse().unwrap())
        };
        let both =
            "redirectURL=http%3A%2F%2Fa%2F%3Fb%26c&cancelOrderCallbackURL=https%3A%2F%2Fa%2F~";
        assert_eq!(
            page("https://pay.example/p"),
            format!("https://pay.example/p?{both}")
        );
        assert_eq!(
            page("https://pay.example/p?a#top"),
            format!("https://pay.example/p?a&{both}#top")
        );
    }

    #[test]
    fn the_buyer_comes_back_to_a_page_of_the_web() {
        for (text, is_one) in [
            ("https://shop.example/p", true),
            ("http://127.0.0.1:8080/p", true),
            ("ftp://shop.example", false),
            ("http://", false),
            ("/p", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<ReturnUrl>().is_ok(), is_one, "{text}");
        }
    }

    #[test]
    fn the_address_of_a_page_is_in_no_dump() {
        let page: PaymentPage = "https://pay.example/?jwt=secret".parse().unwrap();
        assert_eq!(format!("{page:?}"), "PaymentPage");
        assert_eq!(page.as_str(), "https://pay.example/?jwt=secret");
    }
}
