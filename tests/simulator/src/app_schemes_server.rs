//! The port of the app list: HTTPS without client certificate, chunked as recorded.

use std::io;
use std::pin::Pin;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

use crate::app_schemes::AppSchemes;
use crate::call_log::Meters;
use crate::clock::Millis;
use crate::http1::{self, Answer, Reader};
use crate::shared::Shared;
use crate::tls::Acceptor;

/// Where the list is.
pub(crate) const PATH: &str = "/appSwitch/v1/configs";

pub(crate) async fn serve(
    shared: Arc<Shared>,
    acceptor: Arc<Acceptor>,
    tcp: TcpStream,
) -> io::Result<()> {
    let ssl = acceptor.connection(false).map_err(io::Error::other)?;
    let mut stream = SslStream::new(ssl, tcp).map_err(io::Error::other)?;
    Pin::new(&mut stream)
        .accept()
        .await
        .map_err(io::Error::other)?;
    let mut reader = Reader::default();
    while let Some(head) = reader.head(&mut stream).await? {
        reader.body(&mut stream, &head).await?;
        let now = shared.clock.now();
        if head.path() != PATH {
            Answer::new(404, "text/plain", "Not Found")
                .send(&mut stream, now)
                .await?;
            continue;
        }
        if head.method != "GET" {
            Answer::new(405, "text/plain", "Method Not Allowed")
                .send(&mut stream, now)
                .await?;
            continue;
        }
        Meters::count(&shared.meters.app_schemes);
        let list = shared.engine().app_schemes.clone();
        stream
            .write_all(&answer(&list, head.keep_alive(), now))
            .await?;
        stream.flush().await?;
        if !head.keep_alive() {
            break;
        }
    }
    let _ = stream.shutdown().await;
    Ok(())
}

/// The list, with TWINT's offer of HTTP/2, which nobody has to take up.
fn answer(list: &AppSchemes, keep_alive: bool, now: Millis) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(list.body.len() + 500);
    http1::begin(&mut bytes, list.status, now);
    let connection = if keep_alive {
        "Upgrade"
    } else {
        "Upgrade, close"
    };
    let rest = format!(
        "Cache-Control: no-cache, no-store, max-age=0, must-revalidate\r\nPragma: no-cache\r\nExpires: 0\r\n\
         Content-Type: application/json\r\nUpgrade: h2,h2c\r\nConnection: {connection}\r\n\
         Transfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n",
        chunk(&list.body),
    );
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn chunk(body: &str) -> String {
    if body.is_empty() {
        return String::new(); // a chunk of length zero would end the answer
    }
    format!("{:x}\r\n{body}\r\n", body.len())
}
