//! SHA-256 over a list of fields; different lists have different hashes, wherever a field ends.

use openssl::sha::Sha256;

use crate::twint::process::lru::Key;

/// Hashes fields, each preceded by its length.
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// The hash of no field yet.
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds a field.
    pub(crate) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// The hash of all fields.
    pub(crate) fn finish(self) -> Key {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_in_other_fields_have_another_hash() {
        let ab_c = Fingerprint::new().field(b"ab").field(b"c").finish();
        let a_bc = Fingerprint::new().field(b"a").field(b"bc").finish();
        assert_ne!(ab_c, a_bc);
    }
}
