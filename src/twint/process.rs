//! What belongs to the process as a whole: memories that survive a call but not a fork, threads, OpenSSL's
//! queue of errors and its library contexts.

pub mod error_queue;
pub mod fingerprint;
pub mod library_context;
pub mod lru;
pub mod per_process;
pub mod threads;
