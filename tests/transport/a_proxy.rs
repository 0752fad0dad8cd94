//! Tunnels.

use super::*;

/// Takes CONNECT to one server, if the credentials are right, and passes bytes on.
fn proxy(status: &'static str) -> Server {
    Server::start_raw(move |_, mut client, notes| {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            if client.read(&mut byte).unwrap_or(0) == 0 {
                return;
            }
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        notes.request(head.clone());
        client
            .write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())
            .unwrap();
        if status != "200 OK" {
            return;
        }
        let target = head
            .split(' ')
            .nth(1)
            .unwrap()
            .replace("localhost", "127.0.0.1");
        let Ok(mut server) = TcpStream::connect(target) else {
            return;
        };
        let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Write);
        });
        let _ = std::io::copy(&mut server, &mut client);
        let _ = client.shutdown(Shutdown::Write);
    })
}

#[test]
fn is_asked_for_a_tunnel_and_the_tunnel_is_reused() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), answers);
        let proxy = proxy("200 OK");
        let url = format!("http://user:geheim@127.0.0.1:{}", proxy.port());
        let route = Route {
            proxy: Proxy::Url(url),
            ..world.route(&server)
        };
        for reused in [false, true, true] {
            let answer = post(&route, Some(&world.identity), PATIENT).unwrap();
            assert_eq!((answer.status, answer.reused_connection), (200, reused));
        }
        let asked = proxy.requests();
        assert_eq!(asked.len(), 1);
        assert!(
            asked[0].starts_with(&format!("CONNECT localhost:{} HTTP/1.1\r\n", server.port())),
            "{asked:?}"
        );
        assert!(asked[0].contains("Basic dXNlcjpnZWhlaW0="), "{asked:?}");
    }
}

#[test]
fn whose_tunnel_closes_between_calls_costs_nothing() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        conversation.request(notes);
        let _ = conversation.ok("<ok/>");
        conversation.close();
    });
    let proxy = proxy("200 OK");
    let url = format!("http://127.0.0.1:{}", proxy.port());
    let route = Route {
        proxy: Proxy::Url(url),
        ..world.route(&server)
    };
    for _ in 0..3 {
        assert!(
            !post(&route, Some(&world.identity), PATIENT)
                .unwrap()
                .reused_connection
        );
        thread::sleep(Duration::from_millis(30));
    }
}

#[test]
fn that_refuses_is_a_failure_before_anything_was_sent() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let proxy = proxy("407 Proxy Authentication Required");
    let url = format!("http://user:geheim@127.0.0.1:{}", proxy.port());
    let route = Route {
        proxy: Proxy::Url(url),
        ..world.route(&server)
    };
    let failure = post(&route, Some(&world.identity), PATIENT).unwrap_err();
    assert!(
        matches!(failure, Failure::NotSent { timeout: false, .. }),
        "{failure:?}"
    );
    assert!(
        failure.to_string().contains("407") && !failure.to_string().contains("geheim"),
        "{failure}"
    );
}

#[test]
fn that_says_nothing_ends_at_the_connect_deadline() {
    let world = World::new();
    let silent = Server::start_raw(|_, stream, _| {
        thread::sleep(2 * SECOND);
        drop(stream);
    });
    let route = Route {
        proxy: Proxy::Url(format!("http://127.0.0.1:{}", silent.port())),
        ..world.route_to("https://localhost:1".to_owned())
    };
    let limits = Limits {
        connect: Duration::from_millis(300),
        total: 5 * SECOND,
    };
    let started = Instant::now();
    let failure = post(&route, Some(&world.identity), limits).unwrap_err();
    assert!(
        matches!(failure, Failure::NotSent { timeout: true, .. }),
        "{failure:?}"
    );
    near(started.elapsed(), limits.connect);
}

#[test]
fn that_drips_its_answer_ends_at_the_connect_deadline() {
    let world = World::new();
    let drip = |bytes: &'static [u8]| {
        Server::start_raw(move |_, mut stream, _| {
            let mut byte = [0];
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) > 0 {
                asked.push(byte[0]);
            }
            for byte in bytes.iter().cycle() {
                thread::sleep(Duration::from_millis(50));
                if stream.write_all(&[*byte]).is_err() {
                    return;
                }
            }
        })
    };
    let limits = Limits {
        connect: Duration::from_millis(500),
        total: Duration::from_millis(800),
    };
    // One that drips a head without an end, and one whose interim answers never end.
    for bytes in [
        b"HTTP/1.1 200 OK and a long story that goes on and on and on".as_slice(),
        b"HTTP/1.1 102 Processing\r\n\r\n",
    ] {
        let proxy = drip(bytes);
        let route = Route {
            proxy: Proxy::Url(format!("http://127.0.0.1:{}", proxy.port())),
            ..world.route_to("https://localhost:1".to_owned())
        };
        let started = Instant::now();
        let failure = post(&route, Some(&world.identity), limits).unwrap_err();
        assert!(
            matches!(failure, Failure::NotSent { timeout: true, .. }),
            "{failure:?}"
        );
        near(started.elapsed(), limits.connect);
    }
}

#[test]
fn that_sends_more_than_its_answer_is_not_spoken_through() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
    let proxy = proxy("200 OK\r\n\r\nand something nobody asked for");
    let route = Route {
        proxy: Proxy::Url(format!("http://127.0.0.1:{}", proxy.port())),
        ..world.route(&server)
    };
    let failure = post(&route, Some(&world.identity), PATIENT).unwrap_err();
    assert!(
        matches!(failure, Failure::NotSent { timeout: false, .. }),
        "{failure:?}"
    );
}
