//! The port of the app list: HTTPS without client certificate, chunked as recorded.

use std::io;
use std::pin::Pin;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

use crate::call_log::Meters;
use crate::http1::{Answer, Reader};
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
        if head.path() != PATH {
            Answer::new(404, "text/plain", "Not Found")
                .send(&mut stream)
                .await?;
            continue;
        }
        if head.method != "GET" {
            Answer::new(405, "text/plain", "Method Not Allowed")
                .send(&mut stream)
                .await?;
            continue;
        }
        Meters::count(&shared.meters.app_schemes);
        let list = shared.engine().app_schemes.clone();
        let text = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
             Cache-Control: no-cache, no-store, max-age=0, must-revalidate\r\nPragma: no-cache\r\nExpires: 0\r\n\r\n{}0\r\n\r\n",
            list.status,
            if list.status == 200 { "OK" } else { "Status" },
            chunk(&list.body),
        );
        stream.write_all(text.as_bytes()).await?;
        stream.flush().await?;
        if !head.keep_alive() {
            break;
        }
    }
    let _ = stream.shutdown().await;
    Ok(())
}

fn chunk(body: &str) -> String {
    if body.is_empty() {
        return String::new(); // a chunk of length zero would end the answer
    }
    format!("{:x}\r\n{body}\r\n", body.len())
}
