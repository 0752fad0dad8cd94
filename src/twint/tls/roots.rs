//! The certificates we let vouch for TWINT's server.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use openssl::error::ErrorStack;
use openssl::ssl::SslFiletype;
use openssl::x509::X509;
use openssl::x509::store::{X509Lookup, X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyFlags;

use super::ca_file::Version;
use crate::twint::process::error_queue;
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::process::per_process::PerProcess;

/// The system's roots, parsed once for each version of their file: reading the bundle of a whole system takes 20 ms.
static SYSTEM: PerProcess<Mutex<Option<(SystemRoots, Trust)>>> =
    PerProcess::new(|| Mutex::new(None));

/// Where the operating system keeps its roots, as the OpenSSL of this process is built to find them, or where
/// `SSL_CERT_FILE` and `SSL_CERT_DIR` point to, and what is there now.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SystemRoots {
    /// A file with all roots; `None` where it cannot be known.
    file: Option<PathBuf>,
    /// What the file looks like; `None` where there is no file.
    version: Option<Version>,
    /// A directory with one file for each root.
    directory: Option<PathBuf>,
}

impl SystemRoots {
    /// Looks where the system keeps its roots now, and at the state of their file.
    ///
    /// # Errors
    /// In place of the file there is something that must not be read.
    pub(crate) fn look() -> io::Result<Self> {
        let place = |variable: &str, name: &str| match env::var_os(variable) {
            Some(path) => Some(PathBuf::from(path)),
            None => Some(compiled_in_directory()?.join(name)),
        };
        let file = place("SSL_CERT_FILE", "cert.pem");
        let version = match file.as_deref().map(Version::of_file).transpose() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            version => version?,
        };
        Ok(Self {
            file,
            version,
            directory: place("SSL_CERT_DIR", "certs"),
        })
    }

    /// Adds everything by which one state of the roots differs from another.
    pub(crate) fn describe(&self, print: Fingerprint) -> Fingerprint {
        let bytes = |path: &'_ Option<PathBuf>| {
            let path = path.as_deref().unwrap_or(Path::new(""));
            path.as_os_str().as_encoded_bytes().to_owned()
        };
        print
            .field(&bytes(&self.file))
            .field(&self.version.map(Version::to_bytes).unwrap_or_default())
            .field(&bytes(&self.directory))
    }

    fn read(&self) -> Result<Trust, ErrorStack> {
        let _clean = error_queue::Clean::start();
        let mut builder = X509StoreBuilder::new()?;
        builder.set_default_paths()?;
        Ok(Trust {
            certificates: builder.build().all_certificates().into_iter().collect(),
            directory: self.directory.clone(),
            partial_chain: false,
        })
    }
}

/// Parsed roots. Cloning shares the certificates.
#[derive(Clone)]
pub(crate) struct Trust {
    certificates: Vec<X509>,
    /// A directory in which OpenSSL looks a root up by the hash of its name when it needs it.
    directory: Option<PathBuf>,
    /// Whether an intermediate or a server's own certificate among them ends the chain, as with curl.
    partial_chain: bool,
}

impl Trust {
    /// The roots of the operating system. They are read again when their file changed, for instance because the package that brings it was
    /// installed only now.
    pub(crate) fn system() -> io::Result<Self> {
        let now = SystemRoots::look()?;
        let mut kept = SYSTEM.get().lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((roots, trust)) = &*kept
            && *roots == now
        {
            return Ok(trust.clone());
        }
        let trust = now.read()?;
        *kept = Some((now, trust.clone()));
        Ok(trust)
    }

    /// Roots in PEM text; `None` if it holds none.
    pub(crate) fn from_pem(pem: &[u8]) -> Option<Self> {
        let _clean = error_queue::Clean::start();
        let certificates = X509::stack_from_pem(pem).ok()?;
        (!certificates.is_empty()).then_some(Self {
            certificates,
            directory: None,
            partial_chain: true,
        })
    }

    /// A store for one context; the certificates in it are shared.
    pub(super) fn store(&self) -> Result<X509Store, ErrorStack> {
        let mut builder = X509StoreBuilder::new()?;
        for certificate in &self.certificates {
            builder.add_cert(certificate.clone())?;
        }
        if let Some(directory) = self.directory.as_deref().and_then(Path::to_str) {
            builder
                .add_lookup(X509Lookup::hash_dir())?
                .add_dir(directory, SslFiletype::PEM)?;
        }
        if self.partial_chain {
            builder.set_flags(X509VerifyFlags::PARTIAL_CHAIN)?;
        }
        Ok(builder.build())
    }
}

/// OpenSSL's own directory, which it names as `OPENSSLDIR: "/usr/lib/ssl"`.
fn compiled_in_directory() -> Option<&'static Path> {
    openssl::version::dir().split('"').nth(1).map(Path::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_certificates_is_no_trust() {
        assert!(Trust::from_pem(b"").is_none());
        assert!(Trust::from_pem(b"-----BEGIN CERTIFICATE-----\n").is_none());
    }

    #[test]
    fn the_directory_is_absolute() {
        assert!(compiled_in_directory().is_some_and(Path::is_absolute));
    }
}
