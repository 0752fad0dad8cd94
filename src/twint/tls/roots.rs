//! The certificates we let vouch for TWINT's server.

use std::env;
use std::path::{Path, PathBuf};

use once_cell::sync::OnceCell;
use openssl::error::ErrorStack;
use openssl::ssl::SslFiletype;
use openssl::x509::X509;
use openssl::x509::store::{X509Lookup, X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyFlags;

use crate::twint::process::error_queue;

/// Parsed once per process: reading the bundle of a whole system takes 20 ms.
static SYSTEM: OnceCell<Trust> = OnceCell::new();

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
    /// The roots of the operating system, as the OpenSSL of this process is built to find them, or where
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR` point to.
    pub(crate) fn system() -> Result<Self, ErrorStack> {
        SYSTEM.get_or_try_init(Self::read_system).cloned()
    }

    fn read_system() -> Result<Self, ErrorStack> {
        let _clean = error_queue::Clean::start();
        let mut builder = X509StoreBuilder::new()?;
        builder.set_default_paths()?;
        let certificates = builder.build().all_certificates().into_iter().collect();
        let directory = env::var_os("SSL_CERT_DIR")
            .map_or_else(compiled_in_directory, |dir| Some(PathBuf::from(dir)));
        Ok(Self {
            certificates,
            directory,
            partial_chain: false,
        })
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

/// `certs` in OpenSSL's own directory, which it names as `OPENSSLDIR: "/usr/lib/ssl"`.
fn compiled_in_directory() -> Option<PathBuf> {
    let directory = openssl::version::dir().split('"').nth(1)?;
    Some(Path::new(directory).join("certs"))
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
        assert!(compiled_in_directory().is_some_and(|d| d.is_absolute()));
    }
}
