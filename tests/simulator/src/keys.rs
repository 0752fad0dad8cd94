//! Keys: RSA for server and merchants, as TWINT's handshakes cost; elliptic for the authorities, since they are made at once.
//! RSA keys take their time, so a process makes each once, and processes share them where `TWINT_SIMULATOR_KEYS` names a folder: tests start
//! hundreds. Everything issued with them is per simulator.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, process};

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
            let server = scope.spawn(|| rsa("server"));
            let client = rsa("client");
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
    KEY.get_or_init(|| rsa("renewed"))
}

fn rsa(name: &str) -> PKey<Private> {
    match env::var_os("TWINT_SIMULATOR_KEYS").map(PathBuf::from) {
        Some(folder) => shared_rsa(&folder, name),
        None => new_rsa(),
    }
}

/// The key of this name in the folder. Where there is none that can be read, a new one is left there; two that do so at once have a key each.
fn shared_rsa(folder: &Path, name: &str) -> PKey<Private> {
    let file = folder.join(name).with_extension("pem");
    let stored = fs::read(&file).ok();
    if let Some(key) = stored.and_then(|pem| PKey::private_key_from_pem(&pem).ok()) {
        return key;
    }
    let key = new_rsa();
    let draft = folder.join(format!("{name}-{}", process::id()));
    let pem = key.private_key_to_pem_pkcs8().expect("OpenSSL writes keys");
    // Where it cannot be stored, the next process makes one of its own.
    let _ = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&draft, pem))
        .and_then(|()| fs::rename(&draft, &file));
    key
}

fn new_rsa() -> PKey<Private> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_each_key_and_replaces_what_is_none() {
        let folder = env::temp_dir().join(format!("twint-simulator-keys-{}", process::id()));
        let first = shared_rsa(&folder, "server");
        assert!(shared_rsa(&folder, "server").public_eq(&first));
        assert!(!shared_rsa(&folder, "client").public_eq(&first));
        fs::write(folder.join("server.pem"), "no key").unwrap();
        let second = shared_rsa(&folder, "server");
        assert!(!second.public_eq(&first));
        assert!(shared_rsa(&folder, "server").public_eq(&second));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_costs_no_more_than_the_time() {
        let file = env::current_exe().unwrap();
        assert!(shared_rsa(&file, "server").rsa().is_ok());
    }
}
