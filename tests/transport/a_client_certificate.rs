//! What a server does with our certificate.

use super::*;

fn refused(
    identity: Option<&Arc<Identity>>,
    world: &World,
    version: SslVersion,
) -> Result<Answer, Failure> {
    let server = Server::start(&world.tls(version), answers);
    let answer = post(&world.route(&server), identity, PATIENT);
    assert!(server.requests().is_empty());
    answer
}

#[test]
fn refused_by_the_server_is_reported_as_such_in_both_versions() {
    let world = World::new();
    let stranger = Wish::new(name("CH", "TWINT AG", "Another CA", None))
        .authority()
        .issue();
    let foreign = opened(&merchant(&stranger).pem());
    let expired = opened(&merchant_wish().by(&world.root).expired().issue().pem());
    for version in TLS_VERSIONS {
        for (identity, alert) in [
            (Some(&foreign), "unknown_ca"),
            (Some(&expired), "certificate_expired"),
        ] {
            // Under TLS 1.3 the alert races with our request: often, to meet each order.
            for _ in 0..20 {
                match refused(identity, &world, version) {
                    Err(Failure::CertificateRefused { cause }) => {
                        assert!(cause.contains(alert), "{cause}");
                    }
                    other => panic!("{version:?}: {other:?}"),
                }
            }
        }
    }
}

#[test]
fn missing_is_reported_as_such_in_both_versions() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let failure = refused(None, &world, version).unwrap_err();
        assert!(
            matches!(failure, Failure::CertificateRefused { .. }),
            "{version:?}: {failure:?}"
        );
    }
}

#[test]
fn is_not_blamed_when_no_cipher_is_common() {
    let world = World::new();
    let tls = Tls {
        ciphers: Some("AECDH:@SECLEVEL=0"),
        ..world.tls(SslVersion::TLS1_2)
    };
    let server = Server::start(&tls, answers);
    let failure = world.post(&server).unwrap_err();
    assert!(
        matches!(failure, Failure::NotSent { timeout: false, .. }),
        "{failure:?}"
    );
}

#[test]
fn refused_while_a_large_request_is_being_written_is_still_reported() {
    let world = World::new();
    let stranger = Wish::new(name("CH", "TWINT AG", "Another CA", None))
        .authority()
        .issue();
    let foreign = opened(&merchant(&stranger).pem());
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let body = vec![b'x'; 8 * 1024 * 1024];
    let request = Request {
        method: Method::Post,
        path: "/",
        headers: &[],
        body: &body,
    };
    for _ in 0..10 {
        let failure = agent(&world.route(&server), Some(&foreign))
            .unwrap()
            .call(&request, &PATIENT)
            .unwrap_err();
        assert!(
            matches!(failure, Failure::CertificateRefused { .. }),
            "{failure:?}"
        );
    }
}

/// A server that asks for a certificate of `authority` before it answers the request of this number.
fn asks_after_the_handshake(world: &World, authority: &Issued, at: usize) -> Server {
    let tls = Tls {
        asks_later: true,
        ..Tls::new(world.server.clone(), SslVersion::TLS1_3).for_clients_of(authority)
    };
    Server::start(&tls, move |conversation, notes| {
        for number in 0.. {
            if conversation.request(notes).is_none() {
                return;
            }
            if number == at {
                if let Err(refused) = conversation.ask_for_certificate() {
                    notes.request(refused);
                    return;
                }
            }
            if conversation.ok("<ok/>").is_err() {
                return;
            }
        }
    })
}

#[test]
fn is_shown_to_a_server_that_asks_for_it_after_the_handshake() {
    let world = World::new();
    for at in [0, 1] {
        let server = asks_after_the_handshake(&world, &world.root, at);
        for reused in [false, true, true] {
            let answer = world.post(&server).unwrap();
            assert_eq!((answer.status, answer.reused_connection), (200, reused));
        }
        assert_eq!(
            server.handshakes()[0].clone().unwrap().client_certificates,
            0
        );
    }
}

#[test]
fn refused_on_a_connection_of_earlier_calls_is_a_lost_answer() {
    let world = World::new();
    let stranger = Wish::new(name("CH", "TWINT AG", "Another CA", None))
        .authority()
        .issue();
    let server = asks_after_the_handshake(&world, &stranger, 1);
    assert!(world.post(&server).is_ok());
    match world.post(&server) {
        Err(Failure::Lost { cause, timeout }) => {
            assert!(cause.contains("unknown_ca") && !timeout, "{cause}");
        }
        other => panic!("the server had read the request: {other:?}"),
    }
}
