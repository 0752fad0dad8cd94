//! The same for many orders, several at once.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use once_cell::sync::OnceCell;

use crate::twint::error::Error;
use crate::twint::process::threads;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::Order;

/// The most orders at once.
pub const MAX_CONCURRENCY: usize = 32;

/// Does it for each, at most `concurrency` at once; the answers come in the order of the orders, each its own.
pub(super) fn each(
    orders: &[OrderUuid],
    concurrency: NonZeroUsize,
    one: impl Fn(OrderUuid) -> Result<Order, Error> + Sync,
) -> Vec<Result<Order, Error>> {
    let next = AtomicUsize::new(0);
    let answers: Vec<OnceCell<Result<Order, Error>>> =
        orders.iter().map(|_| OnceCell::new()).collect();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(order), Some(answer)) = (orders.get(index), answers.get(index)) else {
                break;
            };
            answer.get_or_init(|| one(*order));
        }
    };
    let workers = concurrency.get().min(MAX_CONCURRENCY).min(orders.len());
    thread::scope(|scope| {
        // The calling thread works too, so a machine that gives us no more threads still gets its answers.
        threads::while_starting(|| {
            for _ in 1..workers {
                if thread::Builder::new().spawn_scoped(scope, work).is_err() {
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
                .expect("the calling thread works until every order has its answer")
        })
        .collect()
}
