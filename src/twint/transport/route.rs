//! Where calls go and whom they trust on the way.

use std::io;
use std::path::{Path, PathBuf};

use ureq::http::Uri;

use super::failure::Failure;
use super::proxy::{self, Proxy};
use crate::twint::process::fingerprint::Fingerprint;
use crate::twint::tls::{SystemRoots, Trust, ca_file};

/// The certificates that may vouch for the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roots {
    /// The certificates of the operating system.
    System,
    /// The certificates in this PEM file, and no others: a regular file of at most 4 MiB.
    File(PathBuf),
    /// The certificates in this PEM text, and no others.
    Pem(String),
}

/// The way to one server.
#[derive(Clone, PartialEq, Eq)]
pub struct Route {
    /// The server as `https://host[:port]`, nothing else.
    pub base_url: String,
    /// Whom to trust.
    pub roots: Roots,
    /// Through which proxy.
    pub proxy: Proxy,
}

/// A route whose settings make sense.
pub(super) struct Opened {
    /// The base URL, without a path or slash at the end.
    pub(super) base: Uri,
    pub(super) proxy: Option<ureq::Proxy>,
}

impl Route {
    /// Adds all that an agent on this route is built from. A file of CA certificates is represented by its size and
    /// date, so that a replaced one is noticed.
    pub(super) fn describe(&self, print: Fingerprint) -> Result<Fingerprint, Failure> {
        let print = print.field(self.base_url.as_bytes());
        let print = match &self.roots {
            Roots::System => SystemRoots::look()
                .map_err(|e| unusable_system(&e))?
                .describe(print.field(b"system")),
            Roots::Pem(text) => print.field(b"pem").field(text.as_bytes()),
            Roots::File(path) => {
                let version = ca_file::Version::of_file(path).map_err(|e| unreadable(path, &e))?;
                print
                    .field(b"file")
                    .field(path.as_os_str().as_encoded_bytes())
                    .field(&version.to_bytes())
            }
        };
        Ok(proxy::settings(&self.proxy).describe(print))
    }

    /// Whether base URL and proxy are well-formed, without looking at the network or the CA certificates.
    ///
    /// # Errors
    /// [`Failure::BadRoute`] if one of them is not.
    pub fn check(&self) -> Result<(), Failure> {
        self.open().map(drop)
    }

    pub(super) fn open(&self) -> Result<Opened, Failure> {
        Ok(Opened {
            base: base(&self.base_url)?,
            proxy: proxy::settings(&self.proxy).open()?,
        })
    }

    pub(super) fn trust(&self) -> Result<Trust, Failure> {
        match &self.roots {
            Roots::System => Trust::system().map_err(|e| unusable_system(&e)),
            Roots::Pem(text) => Trust::from_pem(text.as_bytes())
                .ok_or_else(|| Failure::bad_route("the CA text holds no certificate in PEM")),
            Roots::File(path) => {
                let text = ca_file::read(path).map_err(|e| unreadable(path, &e))?;
                Trust::from_pem(&text).ok_or_else(|| {
                    Failure::bad_route(format!(
                        "the CA file {} holds no certificate in PEM",
                        path.display()
                    ))
                })
            }
        }
    }
}

fn unusable_system(error: &io::Error) -> Failure {
    Failure::bad_route(format!("the system's CA certificates: {error}"))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::bad_route(format!(
        "the CA file {} cannot be read: {error}",
        path.display()
    ))
}

fn base(url: &str) -> Result<Uri, Failure> {
    let refuse = |why: &str| Failure::bad_route(format!("the base URL {why}"));
    let uri: Uri = url
        .trim_end_matches('/')
        .parse()
        .map_err(|_| refuse("is not a URL"))?;
    if uri.scheme_str() != Some("https") {
        return Err(refuse("does not begin with https://"));
    }
    let authority = uri.authority().ok_or_else(|| refuse("names no host"))?;
    if authority.host().is_empty() || authority.host() == "[]" {
        return Err(refuse("names no host"));
    }
    if authority.as_str().contains('@') {
        return Err(refuse("holds a user name"));
    }
    // `:` with nothing or nonsense behind it, and ports beyond 65535.
    let after_host = &authority.as_str()[authority.host().len()..];
    if !after_host.is_empty() && authority.port_u16().is_none_or(|port| port == 0) {
        return Err(refuse("has no valid port"));
    }
    if uri.path() != "/" || uri.query().is_some() || url.contains('#') {
        return Err(refuse("holds more than https://host:port"));
    }
    Ok(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_scheme_host_and_port() {
        for good in [
            "https://service.twint.ch",
            "https://service.twint.ch/",
            "https://localhost:8443",
            "https://127.0.0.1:1",
            "https://[::1]:65535",
        ] {
            assert!(base(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "service.twint.ch",
            "http://service.twint.ch",
            "https://",
            "https://:443",
            "https://user:secret@service.twint.ch",
            "https://service.twint.ch/merchant",
            "https://service.twint.ch?x",
            "https://service.twint.ch#x",
            "https://service.twint.ch:",
            "https://service.twint.ch:0",
            "https://service.twint.ch:99999",
            "https://service twint.ch",
            "https://",
        ] {
            assert!(base(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_missing_ca_file_is_named() {
        let route = Route {
            base_url: "https://localhost".to_owned(),
            roots: Roots::File("/nonexistent/ca.pem".into()),
            proxy: Proxy::None,
        };
        let Err(Failure::BadRoute { cause }) = route.describe(Fingerprint::new()).map(|_| ())
        else {
            panic!("a missing file was accepted");
        };
        assert!(cause.contains("/nonexistent/ca.pem"), "{cause}");
    }
}
