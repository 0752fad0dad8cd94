//! When connections and sessions are used again.

use super::*;

#[test]
fn serves_many_calls() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), answers);
        let reused: Vec<bool> = (0..5)
            .map(|_| world.post(&server).unwrap().reused_connection)
            .collect();
        assert_eq!(reused, [false, true, true, true, true]);
        assert_eq!(connections(&server), 1);
    }
}

#[test]
fn closed_by_the_server_between_calls_is_replaced_and_nothing_is_lost() {
    let world = World::new();
    for version in TLS_VERSIONS {
        for politely in [true, false] {
            let server = Server::start(&world.tls(version), move |conversation, notes| {
                conversation.request(notes);
                let _ = conversation.ok("<ok/>");
                if politely {
                    conversation.close();
                }
            });
            for calls in 1..=5 {
                let answer = world.post(&server).unwrap();
                assert!(!answer.reused_connection);
                server.wait_until_closed(calls);
            }
            assert_eq!(connections(&server), 5);
            assert_eq!(server.requests().len(), 5, "no request was sent twice");
        }
    }
}

#[test]
fn on_which_the_server_speaks_out_of_turn_is_not_used_again() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let mut twice = response("200 OK", "", b"<mine/>");
            twice.extend(response("200 OK", "", b"<not mine/>"));
            let _ = conversation.send(&twice);
        }
    });
    for _ in 0..3 {
        let answer = world.post(&server).unwrap();
        assert_eq!(
            (answer.body.as_slice(), answer.reused_connection),
            (b"<mine/>".as_slice(), false)
        );
    }
}

#[test]
fn is_given_up_before_the_server_said_it_would() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let _ = conversation.answer("200 OK", "Keep-Alive: timeout=2, max=100\r\n", b"x");
        }
    });
    assert!(!world.post(&server).unwrap().reused_connection);
    assert!(world.post(&server).unwrap().reused_connection);
    thread::sleep(Duration::from_millis(1100));
    assert!(!world.post(&server).unwrap().reused_connection);
    assert!(world.post(&server).unwrap().reused_connection);
}

#[test]
fn is_not_shared_between_identities() {
    let world = World::new();
    let other = World {
        identity: opened(&merchant(&world.root).pem()),
        ..World::new()
    };
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let route = world.route(&server);
    for identity in [&world.identity, &other.identity] {
        assert!(
            !post(&route, Some(identity), PATIENT)
                .unwrap()
                .reused_connection
        );
    }
    for handshake in server.handshakes() {
        assert!(!handshake.unwrap().resumed, "nor are sessions");
    }
    for identity in [&world.identity, &other.identity] {
        assert!(
            post(&route, Some(identity), PATIENT)
                .unwrap()
                .reused_connection
        );
    }
}

#[test]
fn resumes_the_session_of_the_one_before() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, notes| {
            conversation.request(notes);
            let _ = conversation.answer("200 OK", "Connection: close\r\n", b"<ok/>");
            conversation.close();
        });
        for _ in 0..4 {
            world.post(&server).unwrap();
        }
        let resumed: Vec<bool> = server
            .handshakes()
            .into_iter()
            .map(|h| h.unwrap().resumed)
            .collect();
        assert_eq!(resumed, [false, true, true, true], "{version:?}");
    }
}

#[test]
fn exists_for_each_of_many_threads_at_once() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            thread::sleep(Duration::from_millis(100));
            let _ = conversation.ok("<ok/>");
        }
    });
    let agent = agent(&world.route(&server), Some(&world.identity)).unwrap();
    let request = Request {
        method: Method::Post,
        path: "/",
        headers: &[],
        body: b"x",
    };
    for round in 0..2 {
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let answer = agent.call(&request, &PATIENT).unwrap();
                    assert_eq!(answer.reused_connection, round > 0);
                });
            }
        });
        assert!(
            started.elapsed() < SECOND,
            "they did not wait for each other"
        );
    }
    assert_eq!(connections(&server), 16);
}

#[test]
fn that_was_used_last_is_used_next() {
    let world = World::new();
    let both = std::sync::Barrier::new(2);
    let server = Server::start(
        &world.tls(SslVersion::TLS1_3),
        move |conversation, notes| {
            let number = conversation.number;
            for round in 0.. {
                if conversation.request(notes).is_none() {
                    return;
                }
                if round == 0 {
                    both.wait();
                    thread::sleep(Duration::from_millis(200) * u32::try_from(number).unwrap());
                }
                let _ = conversation.ok(&number.to_string());
            }
        },
    );
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| world.post(&server).unwrap());
        }
    });
    for _ in 0..3 {
        assert_eq!(
            world.post(&server).unwrap().body,
            b"1",
            "the first is older"
        );
    }
}
