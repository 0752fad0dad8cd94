//! Through which proxy TWINT is reached, if through any.

use std::env;

use ureq::ProxyProtocol;

use super::failure::Failure;
use crate::twint::process::fingerprint::Fingerprint;

/// A proxy that is asked for a tunnel (HTTP CONNECT).
#[derive(Clone, PartialEq, Eq)]
pub enum Proxy {
    /// No proxy, whatever the environment says.
    None,
    /// The proxy that `HTTPS_PROXY` or `ALL_PROXY` name, except for hosts in `NO_PROXY`. `HTTP_PROXY` is ignored: under CGI a visitor can
    /// set it with a header.
    FromEnvironment,
    /// `http://[user:password@]host[:port]`.
    Url(String),
}

/// The settings of the proxy, from the merchant's options or from the environment.
#[derive(Default)]
pub(super) struct Settings {
    url: Option<String>,
    /// Hosts to reach without it, as `NO_PROXY` lists them.
    except: String,
}

/// The settings in force now.
pub(super) fn settings(proxy: &Proxy) -> Settings {
    match proxy {
        Proxy::None => Settings::default(),
        Proxy::Url(url) => Settings {
            url: Some(url.clone()),
            except: String::new(),
        },
        Proxy::FromEnvironment => from_environment(|name| env::var(name).ok()),
    }
}

fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Settings {
    let first = |names: &[&str]| {
        names
            .iter()
            .filter_map(|name| variable(name))
            .find(|value| !value.trim().is_empty())
    };
    Settings {
        url: first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]),
        except: first(&["NO_PROXY", "no_proxy"]).unwrap_or_default(),
    }
}

impl Settings {
    pub(super) fn describe(&self, print: Fingerprint) -> Fingerprint {
        print
            .field(self.url.as_deref().unwrap_or_default().as_bytes())
            .field(self.except.as_bytes())
    }

    pub(super) fn open(&self) -> Result<Option<ureq::Proxy>, Failure> {
        let Some(url) = &self.url else {
            return Ok(None);
        };
        // The URL may hold a password: say nothing of it.
        let refuse = |why: &str| Failure::bad_route(format!("the proxy's URL {why}"));
        let proxy = ureq::Proxy::new(url.trim()).map_err(|_| refuse("is not a URL"))?;
        if proxy.protocol() != ProxyProtocol::Http {
            return Err(refuse("is not one of an HTTP proxy (http://host:port)"));
        }
        let mut builder = ureq::Proxy::builder(ProxyProtocol::Http)
            .host(proxy.host())
            .port(proxy.port());
        if let Some(user) = proxy.username() {
            builder = builder.username(user);
        }
        if let Some(password) = proxy.password() {
            builder = builder.password(password);
        }
        for host in self.except.split(',').map(str::trim) {
            if host.is_empty() {
                continue;
            }
            builder = builder.no_proxy(host);
            // To curl and most others `example.com` means its subdomains too.
            if host != "*" && !host.starts_with(['.', '*']) {
                builder = builder.no_proxy(&format!(".{host}"));
            }
        }
        builder
            .build()
            .map(Some)
            .map_err(|_| refuse("is not a URL"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &'static [(&str, &str)]) -> Settings {
        from_environment(|name| {
            let (_, value) = pairs.iter().find(|(known, _)| *known == name)?;
            Some((*value).to_owned())
        })
    }

    #[test]
    fn http_proxy_is_not_obeyed() {
        let settings = environment(&[("HTTP_PROXY", "http://evil.example")]);
        assert!(settings.open().unwrap().is_none());
    }

    #[test]
    fn exceptions_include_subdomains() {
        let settings = environment(&[
            ("https_proxy", "http://user:pass@proxy.example:3128"),
            ("NO_PROXY", "localhost, twint.ch"),
        ]);
        let proxy = settings.open().unwrap().unwrap();
        assert_eq!((proxy.host(), proxy.port()), ("proxy.example", 3128));
        assert_eq!(
            (proxy.username(), proxy.password()),
            (Some("user"), Some("pass"))
        );
        for (url, direct) in [
            ("https://service.twint.ch", true),
            ("https://twint.ch", true),
            ("https://localhost", true),
            ("https://nottwint.ch", false),
        ] {
            assert_eq!(proxy.is_no_proxy(&url.parse().unwrap()), direct, "{url}");
        }
    }

    #[test]
    fn other_kinds_of_proxy_are_refused_without_naming_the_password() {
        for url in [
            "socks5://u:geheim@proxy",
            "https://u:geheim@proxy",
            "ftp://u:geheim@p",
            "http://",
        ] {
            let settings = settings(&Proxy::Url(url.to_owned()));
            let failure = settings.open().unwrap_err();
            assert!(!failure.to_string().contains("geheim"), "{failure}");
        }
    }
}
