//! Handshakes: versions, resumption, the server's own certificate.

use std::io::Write;
use std::process::{Command, Stdio};

use openssl::pkey::PKey;
use openssl::ssl::SslVersion;
use openssl::x509::X509;
use twint_simulator::{MerchantCertificate, ServerCertificate, Simulator, TlsRange};

use crate::client::Client;

fn speaks(sim: &Simulator, tls: Option<SslVersion>) -> Option<String> {
    let mut client = Client::with(sim, MerchantCertificate::Valid, tls);
    client.try_status().ok().filter(|a| a.status == 200)?;
    Some(client.tls_version())
}

#[test]
fn tls_1_2_and_1_3_are_spoken_as_offered() {
    let any = Simulator::start();
    assert_eq!(speaks(&any, None).unwrap(), "TLSv1.3");
    assert_eq!(speaks(&any, Some(SslVersion::TLS1_2)).unwrap(), "TLSv1.2");
    let only_12 = Simulator::builder().tls(TlsRange::Only12).start();
    assert_eq!(speaks(&only_12, None).unwrap(), "TLSv1.2");
    assert_eq!(speaks(&only_12, Some(SslVersion::TLS1_3)), None);
    let only_13 = Simulator::builder().tls(TlsRange::Only13).start();
    assert_eq!(speaks(&only_13, None).unwrap(), "TLSv1.3");
    assert_eq!(speaks(&only_13, Some(SslVersion::TLS1_2)), None);
}

#[test]
fn tls_1_1_can_be_all_there_is() {
    let sim = Simulator::builder().tls(TlsRange::Only11).start();
    assert_eq!(speaks(&sim, Some(SslVersion::TLS1_1)).unwrap(), "TLSv1.1");
    assert_eq!(speaks(&sim, Some(SslVersion::TLS1_2)), None);
}

#[test]
fn without_a_client_certificate_nobody_is_served() {
    for tls in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
        let sim = Simulator::start();
        assert!(Client::showing(&sim, None, Some(tls)).try_status().is_err());
        assert_eq!(sim.counters().refused_handshakes, 1);
        assert_eq!(sim.counters().calls, 0);
    }
}

/// As TWINT's own SDK sends it.
#[test]
fn a_certificate_without_its_chain_is_served() {
    for tls in [SslVersion::TLS1_2, SslVersion::TLS1_3] {
        let sim = Simulator::start();
        let mut alone = sim.certificate(MerchantCertificate::Valid);
        let key = PKey::private_key_from_pem(alone.pem.as_bytes()).unwrap();
        let leaf = X509::from_pem(alone.pem.as_bytes()).unwrap();
        let pem = [
            leaf.to_pem().unwrap(),
            key.private_key_to_pem_pkcs8().unwrap(),
        ]
        .concat();
        alone.pem = String::from_utf8(pem).unwrap();
        let answer = Client::showing(&sim, Some(&alone), Some(tls)).try_status();
        assert_eq!(answer.unwrap().status, 200);
    }
}

#[test]
fn a_bad_server_certificate_is_for_the_client_to_refuse() {
    for (bad, says) in [
        (ServerCertificate::WrongHost, "mismatch"),
        (ServerCertificate::Expired, "expired"),
        (ServerCertificate::SelfSigned, "self-signed"),
    ] {
        let sim = Simulator::builder().server_certificate(bad).start();
        let error = Client::of(&sim).try_status().unwrap_err().to_string();
        assert!(error.contains(says), "{bad:?}: {error}");
        let mut refused = 0;
        for _ in 0..100 {
            refused = sim.counters().refused_handshakes;
            if refused == 1 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(refused, 1, "{bad:?}");
    }
}

/// With the `openssl` command, since sessions are handed over only by unsafe functions of the bindings.
#[test]
fn sessions_can_be_resumed_and_are_counted() {
    for version in ["-tls1_2", "-tls1_3"] {
        let sim = Simulator::start();
        let directory =
            std::env::temp_dir().join(format!("twint-resume-{}{version}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let write = |name: &str, text: &str| {
            let path = directory.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let ca = write("ca.pem", sim.ca_pem());
        let own = write("own.pem", &sim.certificate(MerchantCertificate::Valid).pem);
        let session = directory.join("session");
        for keep in ["-sess_out", "-sess_in"] {
            let mut client = Command::new("openssl")
                .args([
                    "s_client",
                    "-connect",
                    sim.endpoint().trim_start_matches("https://"),
                ])
                .args([version, "-ign_eof", "-quiet", "-CAfile"])
                .arg(&ca)
                .arg("-cert")
                .arg(&own)
                .arg("-key")
                .arg(&own)
                .arg("-cert_chain")
                .arg(&own)
                .arg(keep)
                .arg(&session)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the openssl command");
            let mut stdin = client.stdin.take().unwrap();
            stdin.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
            client.wait().unwrap();
        }
        let counters = sim.counters();
        assert_eq!(
            (counters.full_handshakes, counters.resumed_handshakes),
            (1, 1),
            "{version}"
        );
        std::fs::remove_dir_all(&directory).unwrap();
    }
}

#[test]
fn simulators_do_not_share_anything_a_test_could_notice() {
    let (a, b) = (Simulator::start(), Simulator::start());
    let mut client = Client::enrolled(&a);
    client.start("R", "1");
    assert_eq!(b.orders().len(), 0);
    assert_ne!(a.store_uuid(), b.store_uuid());
    let stranger = a.certificate(MerchantCertificate::Valid);
    assert!(
        Client::showing(&b, Some(&stranger), None)
            .try_status()
            .is_err()
    );
}

#[test]
fn dropping_a_simulator_closes_its_port() {
    let sim = Simulator::start();
    let address = sim.endpoint().trim_start_matches("https://").to_owned();
    drop(sim);
    assert!(std::net::TcpStream::connect(address).is_err());
}
