//! The SOAP port's door: its listener can be closed, so that the kernel refuses connections, and opened again on the same port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use crate::shared::Shared;

/// Moves the door.
#[derive(Clone)]
pub(crate) struct Gate {
    orders: mpsc::UnboundedSender<Order>,
}

struct Order {
    refuse: bool,
    done: Box<dyn FnOnce() + Send>,
}

impl Gate {
    pub(crate) fn new() -> (Self, Doorman) {
        let (orders, received) = mpsc::unbounded_channel();
        (Self { orders }, Doorman { received })
    }

    /// Opens or closes the door as settings and failures want it; returns when it is done.
    pub(crate) fn follow(&self, shared: &Shared) {
        let (done, wait) = std::sync::mpsc::sync_channel(1);
        self.order(shared, move || {
            let _ = done.send(());
        });
        let _ = wait.recv();
    }

    /// The same without blocking the thread.
    pub(crate) async fn follow_async(&self, shared: &Shared) {
        let (done, wait) = oneshot::channel();
        self.order(shared, move || {
            let _ = done.send(());
        });
        let _ = wait.await;
    }

    fn order(&self, shared: &Shared, done: impl FnOnce() + Send + 'static) {
        let _ = self.orders.send(Order {
            refuse: shared.refuses(),
            done: Box::new(done),
        });
    }
}

/// Keeps the door.
pub(crate) struct Doorman {
    received: mpsc::UnboundedReceiver<Order>,
}

impl Doorman {
    /// Accepts connections for ever and hands them on.
    pub(crate) async fn keep(
        mut self,
        shared: Arc<Shared>,
        listener: TcpListener,
        address: SocketAddr,
        hand_on: impl Fn(TcpStream),
    ) {
        let mut listener = Some(listener);
        loop {
            tokio::select! {
                biased;
                order = self.received.recv() => {
                    let Some(order) = order else { return };
                    if order.refuse {
                        listener = None;
                        shared.drop_connections_async().await;
                    } else if listener.is_none() {
                        listener = reopen(address).await;
                    }
                    (order.done)();
                }
                accepted = accept(listener.as_ref()) => {
                    if let Some(stream) = accepted {
                        hand_on(stream);
                    }
                }
            }
        }
    }
}

async fn accept(listener: Option<&TcpListener>) -> Option<TcpStream> {
    match listener {
        Some(listener) => {
            if let Ok((stream, _)) = listener.accept().await {
                Some(stream)
            } else {
                // Out of file descriptors, most likely: give others time to close theirs.
                tokio::time::sleep(Duration::from_millis(10)).await;
                None
            }
        }
        None => std::future::pending().await,
    }
}

async fn reopen(address: SocketAddr) -> Option<TcpListener> {
    for _ in 0..100 {
        if let Ok(listener) = TcpListener::bind(address).await {
            return Some(listener);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    None
}
