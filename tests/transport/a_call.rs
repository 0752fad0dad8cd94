//! What goes out and what comes back.

use super::*;

#[test]
fn sends_the_request_and_brings_the_answer() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), answers);
        let answer = world.post(&server).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, b"<ok/>".as_slice())
        );
        assert_eq!(
            answer.content_type.as_deref(),
            Some("text/xml;charset=UTF-8")
        );
        let sent = &server.requests()[0];
        assert!(
            sent.starts_with("POST /merchant/service HTTP/1.1\r\n"),
            "{sent}"
        );
        assert!(
            sent.to_ascii_lowercase()
                .contains(&format!("host: localhost:{}\r\n", server.port())),
            "{sent}"
        );
        assert!(sent.ends_with("\r\n\r\n<Envelope/>"), "{sent}");
        assert!(!sent.contains("ureq"), "{sent}");
    }
}

#[test]
fn leaves_in_one_record() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, notes| {
            let mut record = [0; 16 * 1024];
            while let Ok(read) = conversation.stream.ssl_read(&mut record) {
                notes.request(String::from_utf8_lossy(&record[..read]).into_owned());
                let _ = conversation.ok("<ok/>");
            }
        });
        for _ in 0..2 {
            world.post(&server).unwrap();
        }
        let records = server.requests();
        assert_eq!(records.len(), 2, "{records:?}");
        assert!(records[1].starts_with("POST ") && records[1].ends_with("<Envelope/>"));
    }
}

#[test]
fn can_be_a_get_without_identity() {
    let world = World::new();
    let server = Server::start(&Tls::new(world.server.clone(), SslVersion::TLS1_3), answers);
    let request = Request {
        method: Method::Get,
        path: "/appSwitch/v1/configs?x=1",
        headers: &[],
        body: b"",
    };
    let answer = agent(&world.route(&server), None)
        .unwrap()
        .call(&request, &PATIENT)
        .unwrap();
    assert_eq!(answer.status, 200);
    assert!(server.requests()[0].starts_with("GET /appSwitch/v1/configs?x=1 HTTP/1.1\r\n"));
}

#[test]
fn presents_the_intermediate_certificates() {
    let root = twint_authority();
    let issuing = intermediate(&root);
    let merchant = merchant(&issuing);
    let world = World {
        identity: opened(&(merchant.pem() + &issuing.certificate_pem())),
        ..World::new()
    };
    let tls = Tls::new(world.server.clone(), SslVersion::TLS1_3).for_clients_of(&root);
    let server = Server::start(&tls, answers);
    assert_eq!(world.post(&server).unwrap().status, 200);
    let handshake = server.handshakes().remove(0).unwrap();
    assert_eq!(handshake.client_certificates, 2);
}

#[test]
fn reads_a_fault_to_its_end_and_keeps_the_connection() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let fault = vec![b'x'; 100_000];
            if conversation
                .answer("500 Internal Server Error", "", &fault)
                .is_err()
            {
                return;
            }
        }
    });
    for reused in [false, true] {
        let answer = world.post(&server).unwrap();
        assert_eq!(
            (answer.status, answer.body.len(), answer.reused_connection),
            (500, 100_000, reused)
        );
    }
    assert_eq!(connections(&server), 1);
}

#[test]
fn takes_a_fault_with_connection_close_as_twint_sends_it() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, notes| {
            conversation.request(notes);
            let _ = conversation.answer(
                "500 Internal Server Error",
                "Connection: close\r\n",
                b"<Fault/>",
            );
            conversation.close();
        });
        for _ in 0..3 {
            let answer = world.post(&server).unwrap();
            assert_eq!((answer.status, answer.reused_connection), (500, false));
        }
        assert_eq!(connections(&server), 3);
    }
}

#[test]
fn reads_a_chunked_answer() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            for part in [
                head.as_slice(),
                b"3\r\nabc\r\n",
                b"2\r\nde\r\n",
                b"0\r\n\r\n",
            ] {
                conversation.send(part).unwrap();
            }
        }
    });
    for reused in [false, true] {
        let answer = world.post(&server).unwrap();
        assert_eq!(
            (answer.body.as_slice(), answer.reused_connection),
            (b"abcde".as_slice(), reused)
        );
    }
}

#[test]
fn follows_no_redirect() {
    let world = World::new();
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let _ = conversation.answer(
                "302 Found",
                "Location: https://localhost:1/elsewhere\r\n",
                b"moved",
            );
        }
    });
    let answer = world.post(&server).unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (302, b"moved".as_slice())
    );
    let answer = world.post(&server).unwrap();
    assert_eq!(answer.status, 302);
}

#[test]
fn takes_one_mebibyte_and_not_a_byte_more() {
    let world = World::new();
    for (surplus, chunked) in [(0, false), (1, false), (0, true), (1, true)] {
        let size = LARGEST_ANSWER + surplus;
        let server = Server::start(
            &world.tls(SslVersion::TLS1_3),
            move |conversation, notes| {
                while conversation.request(notes).is_some() {
                    let body = vec![b'x'; size];
                    let sent = if chunked {
                        let mut bytes =
                            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
                        for chunk in body.chunks(10_000) {
                            bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                            bytes.extend_from_slice(chunk);
                            bytes.extend_from_slice(b"\r\n");
                        }
                        bytes.extend_from_slice(b"0\r\n\r\n");
                        conversation.send(&bytes)
                    } else {
                        conversation.answer("200 OK", "", &body)
                    };
                    if sent.is_err() {
                        return;
                    }
                }
            },
        );
        match world.post(&server) {
            Ok(answer) => assert_eq!((surplus, answer.body.len()), (0, size)),
            Err(failure) => assert_eq!((surplus, failure), (1, Failure::AnswerTooLarge)),
        }
        // What is left of the large answer is never taken for the next one.
        let again = world.post(&server);
        assert_eq!(
            again.is_ok_and(|answer| answer.reused_connection),
            surplus == 0
        );
    }
}

#[test]
fn ignores_a_proxy_in_the_environment_unless_asked() {
    let name = "a_call::ignores_a_proxy_in_the_environment_unless_asked";
    let dead = "http://127.0.0.1:1";
    let variables = [
        ("HTTPS_PROXY", dead),
        ("ALL_PROXY", dead),
        ("HTTP_PROXY", dead),
        ("https_proxy", dead),
    ];
    own_process::alone_with(name, &variables, || {
        let world = World::new();
        let server = Server::start(&world.tls(SslVersion::TLS1_3), answers);
        assert_eq!(world.post(&server).unwrap().status, 200);
        let asked = Route {
            proxy: Proxy::FromEnvironment,
            ..world.route(&server)
        };
        let failure = post(&asked, Some(&world.identity), PATIENT).unwrap_err();
        assert!(
            matches!(failure, Failure::NotSent { timeout: false, .. }),
            "{failure:?}"
        );
    });
}

#[test]
fn leaves_the_errors_of_other_openssl_users_out_of_its_own() {
    let world = World::new();
    for version in TLS_VERSIONS {
        let server = Server::start(&world.tls(version), |conversation, notes| {
            for _ in 0..3 {
                conversation.request(notes);
                let _ = conversation.ok("<ok/>");
            }
            conversation.request(notes);
            conversation.close();
        });
        let stale = X509::from_pem(b"nonsense").unwrap_err();
        for reused in [false, true, true] {
            stale.put();
            assert_eq!(world.post(&server).unwrap().reused_connection, reused);
        }
        stale.put();
        let Err(Failure::Lost { cause, .. }) = world.post(&server) else {
            panic!()
        };
        assert_eq!(cause, "the server closed the connection without an answer");
    }
}

#[test]
fn asks_for_plain_bytes_and_says_so_when_others_come() {
    let world = World::new();
    for (header, word) in [
        ("Content-Encoding: gzip", "gzip"),
        ("Content-Encoding: br", "br"),
        ("Transfer-Encoding: gzip, chunked", "gzip"),
    ] {
        let server = Server::start(
            &world.tls(SslVersion::TLS1_3),
            move |conversation, notes| {
                while conversation.request(notes).is_some() {
                    let body = b"2\r\n\x1f\x8b\r\n0\r\n\r\n";
                    let _ = conversation.answer("200 OK", &format!("{header}\r\n"), body);
                }
            },
        );
        match world.post(&server) {
            Err(Failure::Lost { cause, .. }) => assert_eq!(
                cause,
                format!(
                    "the answer is encoded ({word}), though nothing but plain bytes was asked for"
                )
            ),
            other => panic!("{header}: {other:?}"),
        }
        let sent = server.requests()[0].to_ascii_lowercase();
        assert!(sent.contains("\r\naccept-encoding: identity\r\n"), "{sent}");
    }
    let server = Server::start(&world.tls(SslVersion::TLS1_3), |conversation, notes| {
        while conversation.request(notes).is_some() {
            let _ = conversation.answer("200 OK", "Content-Encoding: identity\r\n", b"plain");
        }
    });
    assert_eq!(world.post(&server).unwrap().body, b"plain");
}
