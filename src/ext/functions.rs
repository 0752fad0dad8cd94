//! The functions of the namespace `Twint`, a file for each family; each adds its own to the module.

mod access;
mod bookings;
mod certificate;
mod check_ins;
mod ending;
mod finding_out;
mod last_exchange;
mod lookups;
mod mails;
mod merchant;
mod movements;
mod orders;
#[cfg(debug_assertions)]
mod panic;
mod pauses;
mod payments;
mod permitted;
mod phases;
mod prices;
mod quotes;
mod reconciliation;
mod result;
mod totals;
mod typed;
mod wawi;

use ext_php_rs::prelude::ModuleBuilder;

/// Adds the functions of all families to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    let families = [
        payments::register,
        check_ins::register,
        lookups::register,
        finding_out::register,
        merchant::register,
        certificate::register,
        phases::register,
        ending::register,
        bookings::register,
        movements::register,
        prices::register,
        quotes::register,
        reconciliation::register,
        permitted::register,
        pauses::register,
        orders::register,
        mails::register,
        typed::register,
        totals::register,
        wawi::register,
        access::register,
        last_exchange::register,
        #[cfg(debug_assertions)]
        panic::register,
    ];
    families
        .into_iter()
        .fold(module, |module, register| register(module))
}
