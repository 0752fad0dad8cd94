//! The one secret that travels with every merchant.

use std::fmt;

use zeroize::Zeroizing;

/// The passphrase of a certificate: wiped from memory when dropped and never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The most bytes: what OpenSSL takes for a key in PEM.
    pub const LONGEST: usize = 1024;

    /// Text from outside, or why it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.len() > Self::LONGEST {
            return Err("is longer than 1024 bytes");
        }
        std::str::from_utf8(bytes)
            .map(Self::new)
            .map_err(|_| "is not UTF-8")
    }

    /// Takes the passphrase over; an empty one is allowed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Hands out the text; the name makes each use easy to find.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it holds a NUL, where OpenSSL would cut it.
    pub fn has_nul(&self) -> bool {
        self.0.contains('\0')
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
        assert!(Passphrase::read("ü".repeat(512).as_bytes()).is_ok());
        assert!(Passphrase::read(&[b'x'; 1025]).is_err());
        assert!(Passphrase::read(b"\xff").is_err());
    }

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?}", Passphrase::new("geheim")), "Passphrase(…)");
    }
}
