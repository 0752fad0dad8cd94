//! The one secret that travels with every merchant.

use std::fmt;

use zeroize::Zeroizing;

/// The passphrase of a certificate: wiped from memory when dropped and never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
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
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?}", Passphrase::new("geheim")), "Passphrase(…)");
    }
}
