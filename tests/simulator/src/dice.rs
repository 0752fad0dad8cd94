//! Seeded randomness: the same seed deals the same tokens, UUIDs and mishaps.

use uuid::Uuid;

/// A small generator (`SplitMix64`); good enough to vary, never to protect.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// A seed nobody chose.
    pub fn any_seed() -> u64 {
        let mut bytes = [0; 8];
        openssl::rand::rand_bytes(&mut bytes).expect("the system has randomness");
        u64::from_le_bytes(bytes)
    }

    /// The next number.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        let thrown = u32::try_from(self.throw() >> 32).unwrap_or(u32::MAX);
        f64::from(thrown) / (f64::from(u32::MAX) + 1.0) < p
    }

    /// A UUID of version 4.
    pub fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.throw().to_le_bytes());
        bytes[8..].copy_from_slice(&self.throw().to_le_bytes());
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_numbers() {
        let (mut a, mut b) = (Dice::seeded(7), Dice::seeded(7));
        assert_eq!(a.uuid(), b.uuid());
        assert_eq!(a.throw(), b.throw());
    }

    #[test]
    fn chances_are_kept_roughly() {
        let mut dice = Dice::seeded(1);
        let hits = (0..10_000).filter(|_| dice.chance(0.3)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
        assert!(!dice.chance(0.0));
        assert!(dice.chance(1.0));
    }
}
