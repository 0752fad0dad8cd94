//! OpenSSL's verdict "certificate revoked", which makes its TLS send the alert of that name.
//!
//! The bindings make a verdict from its number by an unsafe function only. So an example is verified instead: a certificate and
//! the list that revokes it, made once and good for a hundred years.

use std::path::Path;
use std::sync::OnceLock;

use openssl::error::ErrorStack;
use openssl::ssl::SslFiletype;
use openssl::stack::Stack;
use openssl::x509::store::{X509Lookup, X509StoreBuilder};
use openssl::x509::verify::X509VerifyFlags;
use openssl::x509::{X509, X509StoreContext, X509VerifyResult};

/// Found out once a process.
pub(crate) fn verdict() -> X509VerifyResult {
    static VERDICT: OnceLock<X509VerifyResult> = OnceLock::new();
    *VERDICT.get_or_init(|| {
        // The bindings read lists from files only.
        let name = format!("twint-simulator-{}-crl.pem", std::process::id());
        let file = std::env::temp_dir().join(name);
        let found = std::fs::write(&file, include_str!("revocation/crl.pem"))
            .ok()
            .and_then(|()| verify_example(&file).ok());
        let _ = std::fs::remove_file(&file);
        // Without a temporary directory the refusal stands, its alert is `handshake_failure`.
        found.unwrap_or(X509VerifyResult::APPLICATION_VERIFICATION)
    })
}

fn verify_example(list: &Path) -> Result<X509VerifyResult, ErrorStack> {
    let mut store = X509StoreBuilder::new()?;
    store.add_cert(X509::from_pem(include_bytes!("revocation/issuer.pem"))?)?;
    store
        .add_lookup(X509Lookup::file())?
        .load_crl_file(list, SslFiletype::PEM)?;
    store.set_flags(X509VerifyFlags::CRL_CHECK)?;
    let revoked = X509::from_pem(include_bytes!("revocation/revoked.pem"))?;
    let mut context = X509StoreContext::new()?;
    context.init(
        &store.build(),
        &revoked,
        Stack::new()?.as_ref(),
        |context| {
            context.verify_cert()?;
            Ok(context.error())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_is_revoked() {
        assert_eq!(verdict().error_string(), "certificate revoked");
    }
}
