//! What PHP holds of a class of ours for as long as it runs.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use ext_php_rs::args::ArgInfoTables;
use ext_php_rs::zend::ClassEntry;

/// Where a class entry is kept.
pub(super) struct Slot {
    class: AtomicPtr<ClassEntry>,
    /// The tables of the methods' arguments. Nothing reads them here; a leak checker sees by this pointer that they are in use.
    arguments: AtomicPtr<()>,
}

impl Slot {
    /// Empty until PHP registers the class.
    pub(super) const fn new() -> Self {
        Self {
            class: AtomicPtr::new(ptr::null_mut()),
            arguments: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// Keeps the class that PHP has registered just now. A server may stop and start its modules within one process, and then
    /// registers each class anew.
    pub(super) fn set(&self, class: &'static mut ClassEntry, arguments: ArgInfoTables) {
        // PHP borrows the tables of the methods' arguments until the process ends.
        let arguments = Box::leak(arguments).as_mut_ptr();
        self.arguments.store(arguments.cast(), Ordering::Release);
        self.class.store(class, Ordering::Release);
    }

    /// The class.
    pub(super) fn class(&self) -> &'static ClassEntry {
        // SAFETY: the pointer is null or PHP's own class entry, which lives until the module stops; nothing of ours runs then.
        unsafe { self.class.load(Ordering::Acquire).as_ref() }
            .expect("PHP registers every class before it runs any code")
    }
}
