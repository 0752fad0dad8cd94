//! The same for many orders, several at once.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use once_cell::sync::OnceCell;

use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::exchange::last_exchange;
use crate::twint::process::threads;
use crate::twint::transport::Deadline;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// The most orders at once.
pub const MAX_CONCURRENCY: usize = 32;

/// Does it for each, at most `concurrency` at once; the answers come in the order of the orders, each its own. What has not
/// begun by the deadline is not done.
pub(super) fn each(
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
    deadline: Deadline,
    one: impl Fn(OrderUuid) -> Result<Order, Error> + Sync,
) -> Vec<Result<Order, Error>> {
    let next = AtomicUsize::new(0);
    let answers: Vec<OnceCell<Result<Order, Error>>> =
        orders.iter().map(|_| OnceCell::new()).collect();
    let work = || {
        while deadline.left().is_some() {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(order), Some(answer)) = (orders.get(index), answers.get(index)) else {
                break;
            };
            answer.get_or_init(|| one(*order));
        }
    };
    let work_on_a_thread = || {
        let _forgotten_at_its_end = last_exchange::OfThisThread;
        work();
    };
    let workers = concurrency.get().min(MAX_CONCURRENCY).min(orders.len());
    thread::scope(|scope| {
        // The calling thread works too, so a machine that gives us no more threads still gets its answers.
        threads::while_starting(|| {
            for _ in 1..workers {
                let started = thread::Builder::new().spawn_scoped(scope, work_on_a_thread);
                if started.is_err() {
                    break;
                }
            }
        });
        work();
    });
    answers
        .into_iter()
        .map(|answer| {
            answer
                .into_inner()
                .unwrap_or_else(|| Err(Error::found(ErrorKind::Unavailable, Finding::NoTime)))
        })
        .collect()
}
