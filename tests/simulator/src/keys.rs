//! RSA keys. They take their time to make, so a process makes each once; everything issued with them is per simulator.

use std::sync::OnceLock;

use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;

/// The keys every simulator of this process shares.
pub(crate) struct Keys {
    pub root: PKey<Private>,
    pub intermediate: PKey<Private>,
    pub server: PKey<Private>,
    /// Of every merchant certificate.
    pub client: PKey<Private>,
}

/// Made at the first call, in parallel.
pub(crate) fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        std::thread::scope(|scope| {
            let made = [(); 3].map(|()| scope.spawn(make));
            let root = make();
            let [intermediate, server, client] =
                made.map(|thread| thread.join().expect("making a key does not panic"));
            Keys {
                root,
                intermediate,
                server,
                client,
            }
        })
    })
}

/// The key of renewed certificates: another one, as TWINT makes a new pair with each certificate.
pub(crate) fn renewed_key() -> &'static PKey<Private> {
    static KEY: OnceLock<PKey<Private>> = OnceLock::new();
    KEY.get_or_init(make)
}

fn make() -> PKey<Private> {
    Rsa::generate(2048)
        .and_then(PKey::from_rsa)
        .expect("OpenSSL makes RSA keys")
}
