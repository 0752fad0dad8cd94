//! Whether and where the next certificate is ordered.

use std::path::PathBuf;

use twint::twint::values::passphrase::Passphrase;

/// Somebody asked for it.
pub struct NextCertificate {
    /// A file that does not exist yet.
    pub file: PathBuf,
    /// What it opens with.
    pub passphrase: Passphrase,
}
