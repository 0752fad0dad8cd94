//! Why a step does not go on.

/// Why a step ends before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// Somebody pressed Ctrl-C.
    Stopped,
    /// This step was not asked for, or cannot be had here.
    LeftOut(String),
    /// This step cannot go on; the next can begin.
    Step(String),
    /// No step can go on.
    All(String),
}

impl Halt {
    /// This step cannot go on.
    pub fn step(why: impl Into<String>) -> Self {
        Self::Step(why.into())
    }
}
