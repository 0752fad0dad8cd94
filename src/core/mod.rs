//! Everything that decides: identity, transport, protocol, money, recovery. No PHP, and `unsafe` in two corners of OpenSSL only.

pub mod api_version;
pub mod app_schemes;
pub mod certificate_problem;
pub mod enrolment;
pub mod error;
pub mod exchange;
pub mod fault;
mod fingerprint;
pub mod flow;
pub mod identifiers;
pub mod identity;
pub mod last_exchange;
mod legacy_pkcs12;
mod lru;
pub mod merchant;
pub mod money;
pub mod operation;
pub mod operations;
pub mod order;
pub mod passphrase;
pub mod payment;
mod per_process;
pub mod soap;
pub mod threads;
pub mod timestamp;
mod tls;
pub mod transport;
