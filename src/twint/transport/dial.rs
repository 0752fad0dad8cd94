//! Opens a TCP connection to a server that may have several addresses, of which some may be dead.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::limits::Deadline;

/// How long an address that does not answer keeps the next one waiting at first, as in RFC 8305, section 8. Nearly every
/// server answers sooner; one that does not gets its share of the time in a second round.
const HEAD_START: Duration = Duration::from_millis(250);

/// The first address that answers. An address that swallows everything costs a head start, not a share of the time.
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

/// One of so many equal shares of the time left.
fn share(by: Deadline, shares: usize) -> io::Result<Duration> {
    let left = by.left().ok_or(io::ErrorKind::TimedOut)?;
    Ok(left / u32::try_from(shares).unwrap_or(u32::MAX))
}

fn connect(address: SocketAddr, within: Duration) -> io::Result<(TcpStream, SocketAddr)> {
    let stream = TcpStream::connect_timeout(&address, within.max(Duration::from_millis(1)))?;
    stream.set_nodelay(true)?;
    Ok((stream, address))
}
