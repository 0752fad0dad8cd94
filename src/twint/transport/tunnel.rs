//! A proxy's tunnel (HTTP CONNECT).

use std::io::{self, Read, Write};

use openssl::base64;
use ureq_proto::http::{Request, header};

use super::failure::Broken;
use super::http;
use super::wire::Wire;

/// What is said when the connect deadline passes meanwhile.
const TOO_LONG: &str = "connecting through the proxy took too long";

/// Asks the proxy at the other end of the wire for a tunnel to `target`, which is `host:port`.
pub(super) fn open(wire: &mut Wire, proxy: &ureq::Proxy, target: &str) -> Result<(), Broken> {
    let mut request = Request::connect(target).header(header::HOST, target);
    if proxy.username().is_some() || proxy.password().is_some() {
        let credentials = format!(
            "{}:{}",
            proxy.username().unwrap_or_default(),
            proxy.password().unwrap_or_default()
        );
        let basic = format!("Basic {}", base64::encode_block(credentials.as_bytes()));
        request = request.header(header::PROXY_AUTHORIZATION, basic);
    }
    let unusable = || Broken::Other("the proxy cannot be asked for this server".to_owned());
    let request = request.body(()).map_err(|_| unusable())?;
    let mut prepared = http::write(request, b"").map_err(|_| unusable())?;
    let broken = |error: io::Error| Broken::network(&error, TOO_LONG);
    wire.write_all(&prepared.bytes).map_err(broken)?;

    let mut input = Vec::new();
    let mut piece = [0; 4096];
    let answer = http::read_head(&mut prepared.answer, &mut input, &mut |input: &mut Vec<
        u8,
    >| {
        let read = wire.read(&mut piece).map_err(broken)?;
        if read == 0 {
            return Err(Broken::Other(
                "the proxy closed the connection without an answer".to_owned(),
            ));
        }
        input.extend_from_slice(&piece[..read]);
        Ok(true)
    })?;
    if !answer.status().is_success() {
        return Err(Broken::Other(format!(
            "the proxy answered {}",
            answer.status()
        )));
    }
    if !input.is_empty() {
        return Err(Broken::Other(
            "the proxy sent more than its answer".to_owned(),
        ));
    }
    Ok(())
}
