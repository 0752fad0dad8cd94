//! A file with CA certificates, which anybody may replace at any time.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// The largest such file that is read, in bytes: twenty times what systems come with.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A version of a file, by its size and date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    bytes: u64,
    /// When the file was changed, as the time since 1970.
    changed: Duration,
}

impl Version {
    /// The version that is there now.
    ///
    /// # Errors
    /// There is none, or what is there is no regular file (reading a pipe or a device may never end) or too large.
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        Self::check(&fs::metadata(path)?)
    }

    fn check(about: &Metadata) -> io::Result<Self> {
        if !about.is_file() {
            return Err(io::Error::other("it is not a regular file"));
        }
        if about.len() > LARGEST {
            return Err(io::Error::other(format!(
                "it is larger than {LARGEST} bytes"
            )));
        }
        let changed = about.modified()?.duration_since(UNIX_EPOCH);
        Ok(Self {
            bytes: about.len(),
            changed: changed.unwrap_or_default(),
        })
    }

    /// The version as bytes, for a fingerprint.
    pub(crate) fn to_bytes(self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.bytes.to_be_bytes());
        bytes[8..].copy_from_slice(&self.changed.as_nanos().to_be_bytes());
        bytes
    }
}

/// What is in the file.
///
/// # Errors
/// As with [`Version::of_file`].
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    Version::of_file(path)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
