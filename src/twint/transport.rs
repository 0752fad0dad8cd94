//! HTTP over mutual TLS: one request out, one complete answer or one precise failure back.
//!
//! Sends each request once. Whether to send it again is for those to decide who know what it means.

mod agent;
mod cache;
mod connection;
mod connector;
mod dial;
mod failure;
mod http;
mod limits;
mod message;
mod names;
mod pool;
mod proxy;
mod route;
mod settings;
mod statistics;
mod tunnel;
mod wire;

pub use agent::Agent;
pub use cache::agent;
pub use failure::Failure;
pub use limits::{Deadline, Limits};
pub use message::{Answer, LARGEST_ANSWER, Method, Request};
pub use proxy::Proxy;
pub use route::{Roots, Route};
pub use settings::{PoolSettings, configure};
pub use statistics::{Statistics, statistics};
