//! Opens a TCP connection to a server that may have several addresses, of which some may be dead.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::limits::Deadline;

/// How long an address that does not answer keeps the next one waiting at first, as in RFC 8305, section 8. Nearly every
/// server answers sooner; one that does not gets its share of the time in a second round.
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to the first address that answers. An address that swallows everything costs a head start, not a share of the time.
pub(super) fn dial(addresses: &[SocketAddr], by: Deadline) -> io::Result<(TcpStream, SocketAddr)> {
    let mut outcome = Err(io::ErrorKind::TimedOut.into());
    let mut silent = Vec::new();
    let first_round = if addresses.len() > 1 { addresses } else { &[] };
    for (tried, address) in first_round.iter().enumerate() {
        // Half of the time at least is left for the second round.
        let share = share(by, 2 * (addresses.len() - tried))?.min(HEAD_START);
        match connect(*address, share) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => silent.push(*address),
            Err(error) => outcome = Err(error),
            connected => return connected,
        }
    }
    let second_round = if addresses.len() > 1 {
        &silent
    } else {
        addresses
    };
    for (tried, address) in second_round.iter().enumerate() {
        outcome = connect(*address, share(by, second_round.len() - tried)?);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// The time left, divided into `shares` equal parts.
fn share(by: Deadline, shares: usize) -> io::Result<Duration> {
    let left = by.left().ok_or(io::ErrorKind::TimedOut)?;
    Ok(left / u32::try_from(shares).unwrap_or(u32::MAX))
}

fn connect(address: SocketAddr, within: Duration) -> io::Result<(TcpStream, SocketAddr)> {
    let stream = TcpStream::connect_timeout(&address, within.max(Duration::from_millis(1)))?;
    stream.set_nodelay(true)?;
    Ok((stream, address))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;
    use std::time::Instant;

    use super::*;

    fn listener() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        (listener, address)
    }

    /// A listener whose queue is full, so that it swallows what else comes; and those in the queue.
    fn silent() -> (TcpListener, SocketAddr, Vec<TcpStream>) {
        let (listener, address) = listener();
        let mut waiting = Vec::new();
        while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
            waiting.push(stream);
            assert!(waiting.len() < 10_000, "this system's queue is not filled");
        }
        (listener, address, waiting)
    }

    fn refusing() -> SocketAddr {
        listener().1
    }

    fn seconds(seconds: u64) -> Deadline {
        Deadline::after(Duration::from_secs(seconds))
    }

    #[test]
    fn silent_addresses_cost_a_head_start_each() {
        let (_kept, silent, _waiting) = silent();
        let (_good, good) = listener();
        for (addresses, least) in [
            (vec![good, silent], 0),
            (vec![silent, good], 250),
            (vec![silent, refusing(), silent, good], 500),
        ] {
            let began = Instant::now();
            assert_eq!(dial(&addresses, seconds(20)).unwrap().1, good);
            let took = began.elapsed().as_millis();
            // A share of the time would be five seconds.
            assert!(
                (least..3_000).contains(&took),
                "{took} ms for {addresses:?}"
            );
        }
    }

    #[test]
    fn an_address_that_needs_longer_has_its_share_of_the_time() {
        let (slow, slow_address, _waiting) = silent();
        let accepting = thread::spawn(move || {
            thread::sleep(Duration::from_millis(700));
            while slow.accept().is_ok() {
                slow.set_nonblocking(true).unwrap();
            }
            slow
        });
        let addresses = [slow_address, refusing()];
        assert_eq!(dial(&addresses, seconds(20)).unwrap().1, slow_address);
        drop(accepting.join());
    }

    #[test]
    fn the_deadline_holds_for_any_number_of_addresses() {
        let (_kept, silent, _waiting) = silent();
        for addresses in [vec![silent], vec![silent; 2], vec![silent; 16]] {
            let began = Instant::now();
            let error = dial(&addresses, Deadline::after(Duration::from_millis(600))).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut);
            let took = began.elapsed().as_millis();
            assert!((500..1_500).contains(&took), "{took} ms");
        }
    }

    #[test]
    fn a_refusal_is_the_reason_where_nothing_else_happened() {
        for addresses in [vec![refusing()], vec![refusing(), refusing()]] {
            let error = dial(&addresses, seconds(20)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        }
    }
}
