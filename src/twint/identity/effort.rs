//! How much work a file demands before it opens: the file itself says how often to hash, and whoever opens it obeys.

use crate::twint::identity::certificate_problem::CertificateProblem;

/// The most rounds of hashing for one file: a few seconds of work. Of all programs NSS (Firefox) and `GnuTLS` demand most, 4,200,000:
/// 600,000 for the checksum, and with triple DES three times as many for the key and initial vector of each of two parts.
const MOST_ROUNDS: u64 = 6_000_000;
/// The most keys that are looked at in one file; TWINT's files have one.
const MOST_KEYS: u8 = 4;

/// What may still be spent on one file. It is asked before each piece of work, wherever in the file that is demanded.
pub(super) struct Effort {
    rounds_left: u64,
    keys_left: u8,
}

impl Effort {
    pub(super) fn new() -> Self {
        Self {
            rounds_left: MOST_ROUNDS,
            keys_left: MOST_KEYS,
        }
    }

    /// Asks for so many rounds of hashing.
    pub(super) fn hash(&mut self, rounds: u64) -> Result<(), CertificateProblem> {
        let left = self.rounds_left.checked_sub(rounds);
        self.rounds_left = left.ok_or(CertificateProblem::Excessive)?;
        Ok(())
    }

    /// Asks to look at one more key.
    pub(super) fn look_at_key(&mut self) -> Result<(), CertificateProblem> {
        let left = self.keys_left.checked_sub(1);
        self.keys_left = left.ok_or(CertificateProblem::Excessive)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_careful_programs_write_is_allowed_and_no_round_more() {
        let mut effort = Effort::new();
        // The rounds of checksum, key and certificate.
        for rounds in [600_000, 1_800_000, 1_800_000] {
            assert_eq!(effort.hash(rounds), Ok(()));
        }
        assert_eq!(effort.hash(1_800_001), Err(CertificateProblem::Excessive));
    }

    #[test]
    fn what_was_refused_is_not_spent() {
        let mut effort = Effort::new();
        assert_eq!(effort.hash(u64::MAX), Err(CertificateProblem::Excessive));
        assert_eq!(effort.hash(MOST_ROUNDS), Ok(()));
    }
}
