//! Failures after something was sent.

use super::*;

fn lost(result: Result<Answer, Failure>) -> bool {
    match result {
        Err(Failure::Lost { timeout, .. }) => timeout,
        other => panic!("{other:?}"),
    }
}

#[test]
fn is_reported_when_the_server_closes_after_reading_the_request() {
    let world = World::new();
    for version in TLS_VERSIONS {
        for politely in [true, false] {
            let server = Server::start(&world.tls(version), move |conversation, notes| {
                conversation.request(notes);
                if politely {
                    conversation.close();
                }
            });
            assert!(!lost(world.post(&server)));
            assert_eq!(server.requests().len(), 1, "sent once");
        }
    }
}

#[test]
fn is_reported_when_a_reused_connection_closes_on_the_next_request() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, notes| {
            conversation.request(notes);
            let _ = conversation.ok("<ok/>");
            conversation.request(notes);
        });
        assert!(world.post(&server).is_ok());
        assert!(!lost(world.post(&server)));
        assert_eq!(
            (connections(&server), server.requests().len()),
            (1, 2),
            "nothing was sent again"
        );
    }
}

#[test]
fn is_reported_when_the_server_resets_the_connection_with_the_request_unread() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, _| {
            // Closing with unread bytes in the socket sends RST instead of FIN.
            let mut one = [0];
            let _ = conversation.tcp().peek(&mut one);
        });
        assert!(!lost(world.post(&server)));
    }
}

#[test]
fn is_reported_when_it_breaks_off_in_head_or_body() {
    let world = World::new();
    let whole = response("200 OK", "", b"<ok/>");
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab".to_vec();
    let endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf a bo".to_vec();
    let cuts = [
        whole[..10].to_vec(),
        whole[..whole.len() - 1].to_vec(),
        chunked,
        endless,
        b"no HTTP at all".to_vec(),
    ];
    for cut in cuts {
        let text = String::from_utf8_lossy(&cut).into_owned();
        let server = Server::start(
            &world.tls(SslVersion::TLS1_3),
            move |conversation, notes| {
                conversation.request(notes);
                let _ = conversation.send(&cut);
            },
        );
        println!("{text}");
        assert!(!lost(world.post(&server)));
    }
}

#[test]
fn is_reported_at_the_deadline_when_the_server_is_slow() {
    let world = World::new();
    let limits = Limits {
        connect: SECOND,
        total: Duration::from_millis(400),
    };
    let silent = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        conversation.request(notes);
        thread::sleep(2 * SECOND);
    });
    let trickling = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        conversation.request(notes);
        for byte in response("200 OK", "", &[b'x'; 1000]) {
            thread::sleep(Duration::from_millis(20));
            if conversation.send(&[byte]).is_err() {
                return;
            }
        }
    });
    for server in [silent, trickling] {
        let started = Instant::now();
        assert!(lost(world.post_within(&server, limits)));
        near(started.elapsed(), limits.total);
    }
}
