//! Keys: RSA for server and merchants, as TWINT's handshakes cost; elliptic for the authorities, since they are made at once.
//! RSA keys take their time, so a process makes each once; everything issued with them is per simulator.

use std::sync::OnceLock;

use openssl::ec::{EcGroup, EcKey};
use openssl::nid::Nid;
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

/// Made at the first call, the RSA keys in parallel.
pub(crate) fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        std::thread::scope(|scope| {
            let server = scope.spawn(rsa);
            let client = rsa();
            Keys {
                root: elliptic(),
                intermediate: elliptic(),
                server: server.join().expect("making a key does not panic"),
                client,
            }
        })
    })
}

/// The key of renewed certificates: another one, as TWINT makes a new pair with each certificate.
pub(crate) fn renewed_key() -> &'static PKey<Private> {
    static KEY: OnceLock<PKey<Private>> = OnceLock::new();
    KEY.get_or_init(rsa)
}

fn rsa() -> PKey<Private> {
    Rsa::generate(2048)
        .and_then(PKey::from_rsa)
        .expect("OpenSSL makes RSA keys")
}

fn elliptic() -> PKey<Private> {
    EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)
        .and_then(|group| EcKey::generate(&group))
        .and_then(PKey::from_ec_key)
        .expect("OpenSSL makes elliptic keys")
}
