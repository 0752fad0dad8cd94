//! A stateful TWINT on loopback, with a phone.
