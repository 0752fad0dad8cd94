//! Which servers are spoken to.

use openssl::ssl::{SslConnector, SslMethod, SslVerifyMode};

use super::*;

fn refused(world: &World, server: &Server, host: &str) -> String {
    let route = world.route_to(server.url(host));
    match post(&route, Some(&world.identity), PATIENT) {
        Err(Failure::ServerNotTrusted { cause }) => {
            assert!(server.requests().is_empty());
            cause
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn is_given_to_names_and_addresses_in_the_certificate_only() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), answers);
        for host in ["localhost", "127.0.0.1"] {
            let route = world.route_to(server.url(host));
            assert!(
                post(&route, Some(&world.identity), PATIENT).is_ok(),
                "{host}"
            );
        }
        let other = World {
            server: certificates::server(&world.root, &["service.twint.ch", "10.0.0.1"]),
            ..World::new()
        };
        let tls = Tls::new(other.server.clone(), version);
        let server = Server::start(&tls, answers);
        assert!(refused(&world, &server, "localhost").contains("ostname mismatch"));
        assert!(refused(&world, &server, "127.0.0.1").contains("IP address mismatch"));
    }
}

#[test]
fn is_given_to_an_ipv6_address_in_the_certificate() {
    let world = World::new();
    let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
        println!("skipped: no IPv6");
        return;
    };
    let server = Server::start_on(listener, &world.tls(SslVersion::TLS1_3), answers);
    let route = world.route_to(server.url("[::1]"));
    assert!(post(&route, Some(&world.identity), PATIENT).is_ok());
}

#[test]
fn is_not_given_to_a_name_for_an_address() {
    let world = World::new();
    let server = Server::start(
        &Tls::new(
            certificates::server(&world.root, &["localhost"]),
            SslVersion::TLS1_3,
        ),
        answers,
    );
    assert!(refused(&world, &server, "127.0.0.1").contains("IP address mismatch"));
}

#[test]
fn is_not_given_to_an_unknown_authority_or_a_self_signed_or_expired_certificate() {
    let world = World::new();
    let stranger = Wish::new(name("CH", "Stranger", "CA", None))
        .authority()
        .issue();
    let unknown = certificates::server(&stranger, &["localhost"]);
    let self_signed = Wish::new(name("CH", "Self", "x", None))
        .names(&["localhost"])
        .issue();
    let expired = Wish::new(name("CH", "Old", "x", None))
        .names(&["localhost"])
        .by(&world.root)
        .expired()
        .issue();
    for version in TLS_VERSIONS {
        for (certificate, cause) in [
            (&unknown, "unable to get local issuer certificate"),
            (&self_signed, "self-signed certificate"),
            (&expired, "certificate has expired"),
        ] {
            let server = Server::start(&Tls::new(certificate.clone(), version), answers);
            assert_eq!(refused(&world, &server, "localhost"), cause);
        }
    }
}

#[test]
fn is_not_given_to_what_is_valid_but_not_as_a_server_today() {
    let world = World::new();
    let wish = || Wish::new(name("CH", "TWINT AG", "service.twint.ch", None)).names(&["localhost"]);
    let (from, to) = (certificates::now() + 3600, certificates::now() + 7200);
    // What a merchant could make of the certificate that TWINT gave them.
    let merchant = merchant(&world.root);
    let by_a_merchant = wish().by(&merchant).issue();
    let not_yet_valid = wish().by(&world.root).valid(from, to).issue();
    let for_clients = wish().by(&world.root).for_clients().issue();
    for version in TLS_VERSIONS {
        for (certificate, chain, cause) in [
            (
                &by_a_merchant,
                vec![merchant.certificate.clone()],
                "invalid CA certificate",
            ),
            (&not_yet_valid, Vec::new(), "certificate is not yet valid"),
            (&for_clients, Vec::new(), "purpose"),
        ] {
            let tls = Tls {
                chain,
                ..Tls::new(certificate.clone(), version)
            };
            let server = Server::start(&tls, answers);
            let said = refused(&world, &server, "localhost");
            assert!(said.contains(cause), "{said}");
        }
    }
}

#[test]
fn of_the_system_does_not_include_a_private_authority() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let route = Route {
        roots: Roots::System,
        ..world.route(&server)
    };
    let failure = post(&route, Some(&world.identity), PATIENT).unwrap_err();
    assert!(
        matches!(failure, Failure::ServerNotTrusted { .. }),
        "{failure:?}"
    );
}

#[test]
fn of_the_system_follows_the_variables_of_openssl() {
    let world = World::new();
    let file = std::env::temp_dir().join(format!("twint-roots-{}.pem", std::process::id()));
    std::fs::write(&file, world.root.certificate_pem() + &world.server.pem()).unwrap();
    let child = "trust::of_the_system_follows_the_variables_of_openssl";
    own_process::alone_with(child, &[("SSL_CERT_FILE", file.to_str().unwrap())], || {
        let pem = std::fs::read(std::env::var("SSL_CERT_FILE").unwrap()).unwrap();
        let both = X509::stack_from_pem(&pem).unwrap();
        let key = openssl::pkey::PKey::private_key_from_pem(&pem).unwrap();
        let tls = Tls::new(
            Issued {
                key,
                certificate: both[1].clone(),
            },
            SslVersion::TLS1_3,
        );
        let server = Server::start(&tls, answers);
        let route = Route {
            base_url: server.url("localhost"),
            roots: Roots::System,
            proxy: Proxy::None,
        };
        assert!(post(&route, None, PATIENT).is_ok());
    });
    let _ = std::fs::remove_file(file);
}

#[test]
fn changes_when_the_ca_file_does() {
    let (old, new) = (World::new(), World::new());
    let file = std::env::temp_dir().join(format!("twint-ca-{}.pem", std::process::id()));
    std::fs::write(&file, old.root.certificate_pem()).unwrap();
    let server = Server::start(&Tls::new(new.server.clone(), SslVersion::TLS1_3), answers);
    let route = Route {
        roots: Roots::File(file.clone()),
        ..new.route(&server)
    };
    assert!(matches!(
        post(&route, None, PATIENT),
        Err(Failure::ServerNotTrusted { .. })
    ));
    std::fs::write(&file, new.root.certificate_pem() + "\n").unwrap();
    assert!(post(&route, None, PATIENT).is_ok());
    std::fs::write(&file, "no certificate").unwrap();
    let Err(Failure::BadRoute { cause }) = post(&route, None, PATIENT) else {
        panic!()
    };
    assert!(cause.contains(file.to_str().unwrap()), "{cause}");
    std::fs::remove_file(&file).unwrap();
    let Err(Failure::BadRoute { cause }) = post(&route, None, PATIENT) else {
        panic!()
    };
    assert!(cause.contains(file.to_str().unwrap()), "{cause}");
}

/// A client that takes whatever it is offered.
fn lenient(version: SslVersion) -> SslConnector {
    let mut builder = SslConnector::builder(SslMethod::tls_client()).unwrap();
    builder.set_verify(SslVerifyMode::NONE);
    builder.set_min_proto_version(Some(version)).unwrap();
    builder.set_cipher_list("ALL:@SECLEVEL=0").unwrap();
    builder.build()
}

#[test]
fn is_not_given_to_tls_below_1_2() {
    let world = World::new();
    for version in [SslVersion::TLS1, SslVersion::TLS1_1] {
        let server = Server::start(&Tls::new(world.server.clone(), version), answers);
        let lenient =
            lenient(version).connect("localhost", TcpStream::connect(server.address).unwrap());
        assert!(lenient.is_ok(), "the server speaks it: {lenient:?}");
        let failure = world.post(&server).unwrap_err();
        assert!(
            matches!(failure, Failure::NotSent { timeout: false, .. }),
            "{failure:?}"
        );
        assert!(server.requests().is_empty());
    }
}

#[test]
fn of_the_system_is_looked_at_again_when_its_file_changes() {
    let world = World::new();
    let file = std::env::temp_dir().join(format!("twint-empty-{}.pem", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let child = "trust::of_the_system_is_looked_at_again_when_its_file_changes";
    let variables = [
        ("SSL_CERT_FILE", file.to_str().unwrap()),
        ("SSL_CERT_DIR", "/nonexistent"),
    ];
    own_process::alone_with(child, &variables, || {
        let file = std::env::var("SSL_CERT_FILE").unwrap();
        let world = World::new();
        let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
        let route = Route {
            roots: Roots::System,
            ..world.route(&server)
        };
        let works = || match post(&route, Some(&world.identity), PATIENT) {
            Ok(_) => true,
            Err(Failure::ServerNotTrusted { .. }) => false,
            other => panic!("{other:?}"),
        };
        assert!(!works(), "the file is empty");
        std::fs::remove_file(&file).unwrap();
        assert!(!works(), "there is no file");
        std::fs::write(&file, world.root.certificate_pem()).unwrap();
        assert!(works(), "the file was installed");
        let stranger = certificates::merchant(&twint_authority());
        std::fs::write(&file, stranger.certificate_pem() + "# and others").unwrap();
        assert!(!works(), "the file was replaced");
    });
    let _ = std::fs::remove_file(file);
    drop(world);
}

#[test]
fn is_read_from_regular_files_of_reasonable_size_only() {
    let world = World::new();
    let directory = std::env::temp_dir().join(format!("twint-files-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let fifo = directory.join("fifo");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.unwrap().success());
    let huge = directory.join("huge");
    let mut text = world.root.certificate_pem().into_bytes();
    text.resize(17 * 1024 * 1024, b'\n');
    std::fs::write(&huge, text).unwrap();
    let started = Instant::now();
    for (file, why) in [
        (fifo.as_path(), "is not a regular file"),
        (std::path::Path::new("/dev/zero"), "is not a regular file"),
        (directory.as_path(), "is not a regular file"),
        (huge.as_path(), "is larger than"),
    ] {
        let route = Route {
            roots: Roots::File(file.to_owned()),
            ..world.route_to("https://localhost:1".to_owned())
        };
        match post(&route, None, PATIENT) {
            Err(Failure::BadRoute { cause }) => assert!(cause.contains(why), "{cause}"),
            other => panic!("{other:?}"),
        }
    }
    assert!(started.elapsed() < SECOND);
    std::fs::remove_dir_all(directory).unwrap();
}
