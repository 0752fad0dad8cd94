//! Everything that decides: identity, transport, protocol, money, recovery. No PHP, and `unsafe` in one corner only.

pub mod certificate_problem;
pub mod passphrase;
