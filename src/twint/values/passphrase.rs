//! The passphrase of a merchant's certificate, which is never printed.

use std::fmt;

use zeroize::Zeroizing;

/// The passphrase of a certificate: wiped from memory when dropped and never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The most bytes of a passphrase: what OpenSSL takes for a key in PEM.
    pub const LONGEST: usize = 1024;

    /// Takes the passphrase over; an empty one is allowed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Hands out the text; the name makes each use easy to find.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The passphrase without the blanks, line breaks and invisible characters around it that come with pasting; `None` where there are
    /// none.
    pub fn without_blanks_around(&self) -> Option<Self> {
        let is_blank = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        };
        let inside = self.0.trim_matches(is_blank);
        (inside.len() < self.0.len()).then(|| Self::new(inside))
    }

    /// Whether the passphrase holds a NUL, where other programs would cut it.
    pub fn has_nul(&self) -> bool {
        self.0.contains('\0')
    }
}

/// Why bytes are no [`Passphrase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// The bytes are more than [`Passphrase::LONGEST`].
    #[error("is longer than {} bytes", Passphrase::LONGEST)]
    TooLong,
    /// The bytes are no text, and TWINT's portal takes nothing else.
    #[error("is not UTF-8")]
    NotUtf8,
}

impl TryFrom<&[u8]> for Passphrase {
    type Error = PassphraseError;

    /// Reads a passphrase that came from outside.
    ///
    /// # Errors
    /// [`PassphraseError`] says what is wrong.
    fn try_from(bytes: &[u8]) -> Result<Self, PassphraseError> {
        if bytes.len() > Self::LONGEST {
            return Err(PassphraseError::TooLong);
        }
        std::str::from_utf8(bytes)
            .map(Self::new)
            .map_err(|_| PassphraseError::NotUtf8)
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_opens_with_is_refused() {
        let refusal = |bytes: &[u8]| Passphrase::try_from(bytes).err();
        assert_eq!(refusal("ü".repeat(512).as_bytes()), None);
        assert_eq!(refusal(&[b'x'; 1025]), Some(PassphraseError::TooLong));
        assert_eq!(refusal(b"\xff"), Some(PassphraseError::NotUtf8));
    }

    #[test]
    fn what_comes_with_pasting_is_taken_off_and_nothing_else() {
        let inside = |text: &str| {
            let inside = Passphrase::new(text).without_blanks_around();
            inside.map(|inside| inside.expose().to_owned())
        };
        for blank in [" ", "\n", "\r\n", "\t", "\u{a0}", "\u{200b}", "\u{feff}"] {
            assert_eq!(inside(&format!("a b{blank}")).as_deref(), Some("a b"));
            assert_eq!(inside(&format!("{blank}a b")).as_deref(), Some("a b"));
        }
        assert_eq!(inside("a b"), None);
        assert_eq!(inside(""), None);
    }

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?}", Passphrase::new("geheim")), "Passphrase(…)");
    }
}
