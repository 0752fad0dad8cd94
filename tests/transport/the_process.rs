//! What the whole process keeps.

use super::*;

#[test]
fn has_nothing_before_the_first_call_and_counts_afterwards() {
    own_process::alone(
        "the_process::has_nothing_before_the_first_call_and_counts_afterwards",
        || {
            configure(PoolSettings::default());
            assert_eq!(statistics(), twint::twint::transport::Statistics::default());
            let world = World::new();
            let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
                for _ in 0..3 {
                    conversation.request(notes);
                    let _ = conversation.ok("<ok/>");
                }
            });
            for _ in 0..5 {
                world.post(&server).unwrap();
                thread::sleep(Duration::from_millis(20));
            }
            let counted = statistics();
            assert_eq!(
                (
                    counted.agents,
                    counted.calls,
                    counted.calls_on_reused_connection
                ),
                (1, 5, 3)
            );
            assert_eq!(
                (counted.connections_opened, counted.open_connections),
                (2, 1)
            );
            assert_eq!(
                (counted.handshakes_full, counted.handshakes_resumed),
                (1, 1)
            );
        },
    );
}

#[test]
fn keeps_no_more_agents_than_it_is_allowed() {
    own_process::alone(
        "the_process::keeps_no_more_agents_than_it_is_allowed",
        || {
            configure(PoolSettings {
                agents: 3,
                ..PoolSettings::default()
            });
            let world = World::new();
            let closed = Arc::new(AtomicUsize::new(0));
            let noticed = closed.clone();
            let server = Server::start(
                &world.tls(SslVersion::TLS1_3),
                move |conversation, notes| {
                    answers(conversation, notes);
                    noticed.fetch_add(1, Ordering::SeqCst);
                },
            );
            let merchants: Vec<_> = (0..8)
                .map(|_| opened(&merchant(&world.root).pem()))
                .collect();
            let route = world.route(&server);
            for identity in &merchants {
                post(&route, Some(identity), PATIENT).unwrap();
            }
            let counted = statistics();
            assert_eq!(
                (
                    counted.agents,
                    counted.open_connections,
                    counted.connections_opened
                ),
                (3, 3, 8)
            );
            assert!(
                post(&route, Some(&merchants[7]), PATIENT)
                    .unwrap()
                    .reused_connection
            );
            thread::sleep(Duration::from_millis(100));
            assert_eq!(closed.load(Ordering::SeqCst), 5, "the others said farewell");
        },
    );
}

#[test]
fn closes_connections_beyond_those_it_may_keep() {
    own_process::alone(
        "the_process::closes_connections_beyond_those_it_may_keep",
        || {
            configure(PoolSettings {
                idle_connections: 2,
                ..PoolSettings::default()
            });
            let world = World::new();
            let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
                while conversation.request(notes).is_some() {
                    thread::sleep(Duration::from_millis(50));
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
            thread::scope(|scope| {
                for _ in 0..6 {
                    scope.spawn(|| agent.call(&request, &PATIENT).unwrap());
                }
            });
            assert_eq!(statistics().open_connections, 2);
        },
    );
}

#[test]
fn uses_an_idle_connection_no_longer_than_told() {
    own_process::alone(
        "the_process::uses_an_idle_connection_no_longer_than_told",
        || {
            configure(PoolSettings {
                idle_age: Duration::from_millis(200),
                ..PoolSettings::default()
            });
            let world = World::new();
            let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
            world.post(&server).unwrap();
            assert!(world.post(&server).unwrap().reused_connection);
            thread::sleep(Duration::from_millis(300));
            assert!(!world.post(&server).unwrap().reused_connection);
        },
    );
}

#[test]
fn says_farewell_on_connections_that_outlived_the_call_they_served() {
    let name = "the_process::says_farewell_on_connections_that_outlived_the_call_they_served";
    own_process::alone(name, || {
        configure(PoolSettings {
            idle_age: Duration::from_millis(700),
            ..PoolSettings::default()
        });
        let world = World::new();
        for version in TLS_VERSIONS {
            let server = Server::start(&world.tls(version), |conversation, notes| {
                conversation.request(notes);
                let _ = conversation.ok("<ok/>");
                let end = conversation.stream.ssl_read(&mut [0]).unwrap_err();
                notes.request(format!("{:?}", end.code()));
            });
            let hurried = Limits {
                connect: SECOND,
                total: SECOND,
            };
            world.post_within(&server, hurried).unwrap();
            thread::sleep(Duration::from_millis(1_200));
            world.post_within(&server, hurried).unwrap();
            thread::sleep(Duration::from_millis(100));
            let farewell = format!("{:?}", openssl::ssl::ErrorCode::ZERO_RETURN);
            assert!(
                server.requests().contains(&farewell),
                "{:?}",
                server.requests()
            );
        }
    });
}
