//! Failures before anything was sent.

use super::*;

fn not_sent(result: Result<Answer, Failure>) -> bool {
    match result {
        Err(Failure::NotSent { timeout, .. }) => timeout,
        other => panic!("{other:?}"),
    }
}

#[test]
fn when_nobody_listens() {
    let world = World::new();
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    for host in ["localhost", "127.0.0.1"] {
        let route = world.route_to(format!("https://{host}:{free}"));
        assert!(!not_sent(post(&route, Some(&world.identity), PATIENT)));
    }
}

#[test]
fn when_the_name_does_not_exist() {
    let world = World::new();
    let route = world.route_to("https://twint.invalid".to_owned());
    not_sent(post(&route, Some(&world.identity), PATIENT));
}

#[test]
fn when_connecting_takes_too_long() {
    // A listener that accepts nothing, its queue full: further connections are not answered.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(300)) {
        waiting.push(stream);
        if waiting.len() > 10_000 {
            println!("skipped: this system's queue is not filled");
            return;
        }
    }
    let world = World::new();
    let route = world.route_to(format!("https://127.0.0.1:{}", address.port()));
    for limits in [
        Limits {
            connect: Duration::from_millis(300),
            total: 5 * SECOND,
        },
        Limits {
            connect: 5 * SECOND,
            total: Duration::from_millis(300),
        },
    ] {
        let started = Instant::now();
        assert!(not_sent(post(&route, Some(&world.identity), limits)));
        near(started.elapsed(), Duration::from_millis(300));
    }
}

#[test]
fn when_the_handshake_takes_too_long() {
    let world = World::new();
    let server = Server::start_raw(|_, stream, _| {
        thread::sleep(2 * SECOND);
        drop(stream);
    });
    let limits = Limits {
        connect: Duration::from_millis(300),
        total: 5 * SECOND,
    };
    let started = Instant::now();
    assert!(not_sent(world.post_within(&server, limits)));
    near(started.elapsed(), limits.connect);
}

#[test]
fn when_the_server_closes_or_resets_or_speaks_no_tls_in_the_handshake() {
    let world = World::new();
    let closes = Server::start_raw(|_, stream, _| drop(stream));
    let reads_and_closes = Server::start_raw(|_, mut stream, _| {
        let _ = stream.read(&mut [0; 10]); // the rest stays unread: RST
    });
    let plain = Server::start_raw(|_, mut stream, _| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = stream.shutdown(Shutdown::Write);
        let _ = stream.read(&mut [0; 4096]);
    });
    for server in [closes, reads_and_closes, plain] {
        assert!(!not_sent(world.post(&server)));
    }
}

#[test]
fn when_there_is_no_time_at_all() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let none = Limits {
        connect: Duration::ZERO,
        total: Duration::ZERO,
    };
    assert!(not_sent(world.post_within(&server, none)));
    world.post(&server).unwrap();
    assert!(
        not_sent(world.post_within(&server, none)),
        "on an open connection neither"
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn with_settings_that_cannot_work() {
    let world = World::new();
    let good = world.route_to("https://localhost:1".to_owned());
    let bad = [
        Route {
            base_url: "http://localhost:1".to_owned(),
            ..good.clone()
        },
        Route {
            base_url: "https://localhost:1/path".to_owned(),
            ..good.clone()
        },
        Route {
            roots: Roots::Pem("nothing".to_owned()),
            ..good.clone()
        },
        Route {
            roots: Roots::File("/nonexistent".into()),
            ..good.clone()
        },
        Route {
            proxy: Proxy::Url("socks5://localhost".to_owned()),
            ..good.clone()
        },
        Route {
            proxy: Proxy::Url("not a url".to_owned()),
            ..good.clone()
        },
    ];
    for route in bad {
        let failure = post(&route, Some(&world.identity), PATIENT).unwrap_err();
        assert!(matches!(failure, Failure::BadRoute { .. }), "{failure:?}");
    }
    for (path, headers) in [
        ("no slash", [("A", "b")]),
        ("/a b", [("A", "b")]),
        ("/#a", [("A", "b")]),
        ("/", [("A b", "c")]),
        ("/", [("A", "b\r\nC: d")]),
    ] {
        let request = Request {
            method: Method::Post,
            path,
            headers: &headers,
            body: b"",
        };
        let failure = agent(&good, None)
            .unwrap()
            .call(&request, &PATIENT)
            .unwrap_err();
        assert!(
            matches!(failure, Failure::BadRoute { .. }),
            "{path}: {failure:?}"
        );
    }
}

#[test]
fn but_all_is_with_all_the_time_in_the_world() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let endless = Limits {
        connect: Duration::MAX,
        total: Duration::MAX,
    };
    assert!(world.post_within(&server, endless).is_ok());
}
