//! What a shop may ask of the buyer in a check-in.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

/// What a shop may ask of the buyer (`RequestedScopes`), and the name of the field in which it comes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    EnumMessage,
    EnumString,
    IntoStaticStr,
    VariantArray,
    serde::Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Name and address.
    ShippingAddress,
    /// Day of birth.
    DateOfBirth,
    /// Number of the telephone.
    PhoneNumber,
    /// Address for mails.
    Email,
}

/// Why scopes cannot be asked for; each error completes a sentence that begins with the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopesError {
    /// TWINT wants at least one.
    #[error("is empty")]
    Empty,
    /// One is there twice.
    #[error("holds the same twice")]
    Twice,
}

/// Some scopes, each once.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Scopes to ask for together.
    ///
    /// # Errors
    /// [`ScopesError`] if there is none or one is there twice.
    pub fn new(scopes: Vec<Scope>) -> Result<Self, ScopesError> {
        let is_twice = |(index, scope): (usize, &Scope)| scopes[..index].contains(scope);
        if scopes.is_empty() {
            Err(ScopesError::Empty)
        } else if scopes.iter().enumerate().any(is_twice) {
            Err(ScopesError::Twice)
        } else {
            Ok(Self(scopes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_is_asked_for_once() {
        use Scope::{Email, ShippingAddress};
        assert!(Scopes::new(Scope::VARIANTS.to_vec()).is_ok());
        assert_eq!(Scopes::new(Vec::new()), Err(ScopesError::Empty));
        assert_eq!(
            Scopes::new(vec![Email, ShippingAddress, Email]),
            Err(ScopesError::Twice)
        );
    }
}
