//! SHA-256 over several fields such that no two lists of fields look alike.

use openssl::sha::Sha256;

use crate::twint::process::lru::Key;

/// Collects fields, each preceded by its length.
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(crate) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub(crate) fn finish(self) -> Key {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_over_the_border_changes_it() {
        let ab_c = Fingerprint::new().field(b"ab").field(b"c").finish();
        let a_bc = Fingerprint::new().field(b"a").field(b"bc").finish();
        assert_ne!(ab_c, a_bc);
    }
}
