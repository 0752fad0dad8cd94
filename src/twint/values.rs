//! Values that cannot be wrong once they exist.

pub mod api_version;
pub mod check_in;
pub mod customer;
pub mod identifiers;
pub mod letters;
pub mod moment;
pub mod money;
pub mod operation;
pub mod order;
pub mod passphrase;
pub mod payment_page;
pub mod scope;
pub mod shipping;
