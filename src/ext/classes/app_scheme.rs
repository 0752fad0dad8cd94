//! `Twint\AppScheme`.

use crate::ext::native_class::native_class;
use crate::twint::operations::app_schemes::AppScheme;

native_class! { "Twint\\AppScheme", AppScheme as app {
    /// Such as "twint-issuer25://".
    scheme: &str = &app.scheme;
    /// The bank's, as buyers know it.
    name: &str = &app.name;
} }
