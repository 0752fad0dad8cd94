//! Makes the same call for many orders, several at once.

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

/// The largest number of calls made at once for many orders, whatever `concurrency` says.
pub const MAX_CONCURRENCY: usize = 32;

/// Makes `call` for each order, at most `concurrency` and [`MAX_CONCURRENCY`] at once. There is one result for each order, in the order
/// given. A call that has not begun by `deadline` is not made; its result is [`ErrorKind::Unavailable`].
pub(super) fn for_each_order(
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
    deadline: Deadline,
    call: impl Fn(OrderUuid) -> Result<Order, Error> + Sync,
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
            answer.get_or_init(|| call(*order));
        }
    };
    let work_on_a_thread = || {
        let _guard = last_exchange::ForgetAtThreadEnd;
        work();
    };
    let workers = concurrency.get().min(MAX_CONCURRENCY).min(orders.len());
    thread::scope(|scope| {
        // The calling thread works too, so there are answers even where no thread can be started.
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
