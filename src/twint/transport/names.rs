//! Addresses of hosts: asked for on one thread a name, remembered for a minute.
//!
//! `getaddrinfo` knows no deadline but that of resolv.conf, half a minute and more. So it runs on a thread of its own, and
//! whoever has no more time leaves it to those who come later. With a dead name server that is one waiting thread for each
//! name, however many calls are made.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::failure::Broken;
use super::limits::Deadline;
use crate::twint::process::per_process::PerProcess;
use crate::twint::process::threads;

/// How long an answer of the name server counts.
const FOUND_FOR: Duration = Duration::from_secs(60);
/// How long a failure of the name server counts: long enough that many calls at once do not ask one after another, short enough that nobody
/// who tries again has to know.
const FAILED_FOR: Duration = Duration::from_secs(5);
/// How many hosts are remembered: TWINT's two or three, a proxy, and those of tests.
const HOSTS: usize = 32;
/// How many names are looked up at the same time.
const MOST_AT_ONCE: usize = 4;

/// Asks the system, and takes as long as the system likes.
type LookUp = fn(&str) -> io::Result<Vec<IpAddr>>;

static NAMES: PerProcess<Names> = PerProcess::new(|| Names::new(ask_the_system));

/// The addresses of `host`, at least one.
pub(super) fn addresses(host: &str, by: Deadline) -> Result<Vec<IpAddr>, Broken> {
    if let Ok(address) = host.parse() {
        return Ok(vec![address]);
    }
    NAMES.get().addresses(host, by)
}

/// Forgets the addresses of a host that could not be connected to.
pub(super) fn forget(host: &str) {
    NAMES.get().forget(host);
}

/// Puts the address that answered first, so that later connections need not wait for those that did not.
pub(super) fn prefer(host: &str, address: IpAddr) {
    NAMES.get().prefer(host, address);
}

fn ask_the_system(host: &str) -> io::Result<Vec<IpAddr>> {
    let found = (host, 0).to_socket_addrs()?;
    let mut addresses: Vec<_> = found.map(|found| found.ip()).collect();
    addresses.dedup();
    Ok(addresses)
}

/// What one process knows of hosts and their addresses.
struct Names {
    look_up: LookUp,
    known: Mutex<HashMap<String, Known>>,
    news: Condvar,
}

enum Known {
    /// A thread is asking the system.
    Asked,
    /// There are addresses, the one to try first at the beginning.
    Found {
        addresses: Vec<IpAddr>,
        until: Instant,
    },
    /// There are no addresses, and why.
    Failed { why: String, until: Instant },
}

impl Names {
    fn new(look_up: LookUp) -> Self {
        Self {
            look_up,
            known: Mutex::default(),
            news: Condvar::new(),
        }
    }

    /// The addresses of `host`, as soon as they are known, if that is before the deadline.
    fn addresses(&'static self, host: &str, by: Deadline) -> Result<Vec<IpAddr>, Broken> {
        let mut known = self.known();
        loop {
            let now = Instant::now();
            match known.get(host) {
                Some(Known::Found { addresses, until }) if *until > now => {
                    return Ok(addresses.clone());
                }
                Some(Known::Failed { why, until }) if *until > now => {
                    return Err(Broken::Other(why.clone()));
                }
                Some(Known::Asked) => {}
                None | Some(Known::Found { .. } | Known::Failed { .. }) => {
                    make_room(&mut known)?;
                    self.start_asking(host).map_err(|e| {
                        Broken::Other(format!("no thread for the name look-up: {e}"))
                    })?;
                    known.insert(host.to_owned(), Known::Asked);
                }
            }
            let left = by
                .left()
                .ok_or(Broken::Deadline("name lookup took too long"))?;
            known = self
                .news
                .wait_timeout(known, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn start_asking(&'static self, host: &str) -> io::Result<()> {
        let host = host.to_owned();
        let thread = thread::Builder::new()
            .name("twint-dns".to_owned())
            .stack_size(256 * 1024);
        threads::while_starting(|| thread.spawn(move || self.look_up(&host))).map(drop)
    }

    /// Asks the system for the addresses of `host`, and wakes the calls that wait for them.
    fn look_up(&self, host: &str) {
        let found = (self.look_up)(host);
        let now = Instant::now();
        let news = match found {
            Ok(addresses) if !addresses.is_empty() => Known::Found {
                addresses,
                until: now + FOUND_FOR,
            },
            Ok(_) => Known::Failed {
                why: "the host's name has no address".to_owned(),
                until: now + FAILED_FOR,
            },
            Err(error) => Known::Failed {
                why: format!("the host's name has no address: {error}"),
                until: now + FAILED_FOR,
            },
        };
        self.known().insert(host.to_owned(), news);
        self.news.notify_all();
    }

    fn forget(&self, host: &str) {
        let mut known = self.known();
        if matches!(known.get(host), Some(Known::Found { .. })) {
            known.remove(host);
        }
    }

    fn prefer(&self, host: &str, address: IpAddr) {
        if let Some(Known::Found { addresses, .. }) = self.known().get_mut(host) {
            addresses.sort_by_key(|known| *known != address);
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room(known: &mut HashMap<String, Known>) -> Result<(), Broken> {
    let asked = |known: &Known| matches!(known, Known::Asked);
    if known.values().filter(|known| asked(known)).count() >= MOST_AT_ONCE {
        return Err(Broken::Other(
            "too many names are being looked up already".to_owned(),
        ));
    }
    if known.len() >= HOSTS {
        known.retain(|_, known| asked(known));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn ask(names: &'static Names, host: &str, within: Duration) -> Result<Vec<IpAddr>, Broken> {
        names.addresses(host, Deadline::after(within))
    }

    fn names(look_up: LookUp) -> &'static Names {
        Box::leak(Box::new(Names::new(look_up)))
    }

    const PATIENT: Duration = Duration::from_secs(20);
    const IMPATIENT: Duration = Duration::from_millis(20);

    #[test]
    fn many_who_ask_for_a_name_share_one_question_and_its_answer() {
        static QUESTIONS: AtomicUsize = AtomicUsize::new(0);
        let names = names(|_| {
            QUESTIONS.fetch_add(1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(200));
            Ok(vec!["192.0.2.1".parse().unwrap()])
        });
        thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| assert_eq!(ask(names, "a", PATIENT).unwrap().len(), 1));
            }
        });
        assert!(ask(names, "a", PATIENT).is_ok());
        assert_eq!(QUESTIONS.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_dead_name_server_keeps_one_thread_a_name_and_few_in_all() {
        static STUCK: AtomicUsize = AtomicUsize::new(0);
        let names = names(|_| {
            STUCK.fetch_add(1, Ordering::SeqCst);
            thread::sleep(PATIENT);
            Err(io::ErrorKind::TimedOut.into())
        });
        for _ in 0..3 {
            for host in ["a", "b", "c", "d"] {
                assert!(matches!(
                    ask(names, host, IMPATIENT),
                    Err(Broken::Deadline(_))
                ));
            }
            let fifth = ask(names, "e", PATIENT).unwrap_err();
            assert_eq!(
                fifth.to_string(),
                "too many names are being looked up already"
            );
        }
        while STUCK.load(Ordering::SeqCst) < MOST_AT_ONCE {
            thread::sleep(IMPATIENT); // until the last of the threads has begun
        }
        thread::sleep(IMPATIENT);
        assert_eq!(STUCK.load(Ordering::SeqCst), MOST_AT_ONCE);
    }

    #[test]
    fn who_comes_later_gets_the_answer_the_first_could_not_wait_for() {
        let names = names(|_| {
            thread::sleep(Duration::from_millis(300));
            Ok(vec!["192.0.2.1".parse().unwrap()])
        });
        assert!(matches!(
            ask(names, "a", IMPATIENT),
            Err(Broken::Deadline(_))
        ));
        assert!(ask(names, "a", PATIENT).is_ok());
        assert!(ask(names, "a", Duration::ZERO).is_ok(), "known by now");
    }

    #[test]
    fn a_failure_is_remembered_for_a_moment_with_its_reason() {
        static QUESTIONS: AtomicUsize = AtomicUsize::new(0);
        let names = names(|_| {
            QUESTIONS.fetch_add(1, Ordering::SeqCst);
            Err(io::Error::other("no such name"))
        });
        for _ in 0..10 {
            let failed = ask(names, "a", PATIENT).unwrap_err();
            assert!(failed.to_string().contains("no such name"), "{failed}");
        }
        names.forget("a");
        assert!(ask(names, "a", PATIENT).is_err());
        assert_eq!(
            QUESTIONS.load(Ordering::SeqCst),
            1,
            "a failed connection is another matter"
        );
        if let Some(Known::Failed { until, .. }) = names.known().get_mut("a") {
            *until = Instant::now();
        }
        assert!(ask(names, "a", PATIENT).is_err());
        assert_eq!(QUESTIONS.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_host_that_cannot_be_connected_to_is_looked_up_anew() {
        static QUESTIONS: AtomicUsize = AtomicUsize::new(0);
        let names = names(|_| {
            QUESTIONS.fetch_add(1, Ordering::SeqCst);
            Ok(vec![
                "192.0.2.1".parse().unwrap(),
                "192.0.2.2".parse().unwrap(),
            ])
        });
        for _ in 0..3 {
            assert_eq!(
                ask(names, "a", PATIENT).unwrap()[0].to_string(),
                "192.0.2.1"
            );
        }
        names.prefer("a", "192.0.2.2".parse().unwrap());
        assert_eq!(
            ask(names, "a", PATIENT).unwrap()[0].to_string(),
            "192.0.2.2"
        );
        assert_eq!(QUESTIONS.load(Ordering::SeqCst), 1);
        names.forget("a");
        assert!(ask(names, "a", PATIENT).is_ok());
        assert_eq!(QUESTIONS.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn an_answer_counts_for_a_minute() {
        let names = names(|_| Ok(vec!["192.0.2.1".parse().unwrap()]));
        assert!(ask(names, "a", PATIENT).is_ok());
        let Some(Known::Found { until, .. }) = names.known().remove("a") else {
            panic!("nothing was remembered");
        };
        let left = until - Instant::now();
        assert!(left <= FOUND_FOR && left > FOUND_FOR / 2, "{left:?}");
    }

    #[test]
    fn no_more_hosts_are_remembered_than_anybody_needs() {
        let names = names(|_| Ok(vec!["192.0.2.1".parse().unwrap()]));
        for number in 0..100 {
            assert!(ask(names, &format!("host-{number}"), PATIENT).is_ok());
        }
        assert!(names.known().len() <= HOSTS);
    }
}
