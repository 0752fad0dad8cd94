//! PHP's C functions that ext-php-rs does not offer, each behind a safe or clearly bounded door.

use std::ffi::{CStr, c_char, c_int, c_void};

use ext_php_rs::ffi::{
    ext_php_rs_compiler_globals, zend_class_constant, zend_enum_get_case, zend_function,
    zend_string_init_interned, zend_type,
};
use ext_php_rs::types::{ZendObject, ZendStr, Zval};
use ext_php_rs::zend::{ClassEntry, ModuleEntry};

unsafe extern "C" {
    static spl_ce_RuntimeException: *mut ClassEntry;

    fn zend_declare_typed_property(
        class: *mut ClassEntry,
        name: *mut ZendStr,
        default: *mut Zval,
        access: c_int,
        doc: *mut ZendStr,
        kind: zend_type,
    ) -> *mut c_void;
    fn zend_update_property(
        scope: *mut ClassEntry,
        object: *mut ZendObject,
        name: *const c_char,
        length: usize,
        value: *mut Zval,
    );
    fn zend_read_property(
        scope: *mut ClassEntry,
        object: *mut ZendObject,
        name: *const c_char,
        length: usize,
        silent: bool,
        space: *mut Zval,
    ) -> *mut Zval;
    fn zend_ini_long(name: *const c_char, length: usize, original: c_int) -> i64;
    fn zend_ini_string(name: *const c_char, length: usize, original: c_int) -> *const c_char;
    fn php_check_open_basedir_ex(path: *const c_char, warn: c_int) -> c_int;
    fn display_ini_entries(module: *mut ModuleEntry);
    fn zend_add_attribute(
        attributes: *mut *mut c_void,
        name: *mut ZendStr,
        arguments: u32,
        flags: u32,
        offset: u32,
        line: u32,
    ) -> *mut c_void;
}

/// SPL's `RuntimeException`; registered before any extension starts.
pub(super) fn runtime_exception() -> &'static ClassEntry {
    // SAFETY: SPL is always built in and sets the pointer before extensions start; class entries are never freed.
    unsafe { &*spl_ce_RuntimeException }
}

/// A string that lives as long as the process.
fn permanent(text: &str) -> *mut ZendStr {
    // SAFETY: the engine sets this function before extensions start, and copies the bytes.
    unsafe {
        zend_string_init_interned.map_or(std::ptr::null_mut(), |make| {
            make(text.as_ptr().cast(), text.len(), true).cast()
        })
    }
}

/// What a property may hold.
#[derive(Clone, Copy)]
pub(super) struct PropertyType {
    /// PHP's bits for it.
    pub(super) bits: u32,
    /// The name of the class, where it is one.
    pub(super) class: Option<&'static str>,
}

/// Declares a public, typed property of a class that is being registered; without a default it is read-only.
pub(super) fn declare_property(
    class: &mut ClassEntry,
    name: &str,
    php_type: PropertyType,
    default: Option<Zval>,
    comment: &str,
) {
    const PUBLIC: c_int = 1; // ZEND_ACC_PUBLIC
    const READONLY: c_int = 1 << 7; // ZEND_ACC_READONLY
    let access = if default.is_some() {
        PUBLIC
    } else {
        PUBLIC | READONLY
    };
    let kind = zend_type {
        ptr: php_type
            .class
            .map_or(std::ptr::null_mut(), |class| permanent(class).cast()),
        type_mask: php_type.bits,
    };
    // SAFETY: all zeros is IS_UNDEF, what a typed property holds until it is set. We are in the registration callback,
    // so the class is ours alone; name and comment are permanent and the default is a plain value without memory of its own.
    unsafe {
        let mut default = default.unwrap_or_else(|| std::mem::zeroed());
        zend_declare_typed_property(
            class,
            permanent(name),
            &raw mut default,
            access,
            permanent(comment),
            kind,
        );
    }
}

/// Gives a constant of a class that is being registered, such as the case of an enum, a comment for reflection.
pub(super) fn document_constant(class: &mut ClassEntry, name: &str, comment: &str) {
    let constant = class.constants_table.get(name);
    // SAFETY: the table holds pointers to constants. We are in the registration callback, so the class is ours alone; the
    // comment is permanent.
    unsafe {
        if let Some(constant) = constant.and_then(|zval| zval.ptr::<zend_class_constant>()) {
            (*constant).doc_comment = permanent(comment);
        }
    }
}

/// Sets a value to PHP's own object of a case of an enum.
pub(super) fn set_enum_case(zval: &mut Zval, class: &ClassEntry, name: &str) {
    let mut name = ZendStr::new(name, false);
    // SAFETY: the class is an enum and has a case of this name; its object lives as long as the request, and the value takes a
    // reference of its own.
    unsafe {
        let case = zend_enum_get_case(std::ptr::from_ref(class).cast_mut(), &raw mut *name);
        zval.set_object(&mut *case);
    }
}

/// A function by its name in lower case, while PHP starts: it knows our functions before it starts the module.
pub(super) fn function(name: &str) -> Option<*mut zend_function> {
    // SAFETY: the compiler's table of functions exists before extensions start, and holds pointers to functions.
    unsafe {
        let functions = (*ext_php_rs_compiler_globals()).function_table.as_ref()?;
        functions.get(name)?.ptr::<zend_function>()
    }
}

/// Sets a property as `scope` may, protected and read-only ones included.
pub(super) fn update_property(
    scope: &ClassEntry,
    object: &mut ZendObject,
    name: &str,
    mut value: Zval,
) {
    // SAFETY: scope, object and value are live; the engine takes its own reference to the value, and ours is dropped here.
    unsafe {
        zend_update_property(
            std::ptr::from_ref(scope).cast_mut(),
            object,
            name.as_ptr().cast(),
            name.len(),
            &raw mut value,
        );
    }
}

/// Reads a property that holds a string.
pub(super) fn read_text(object: &ZendObject, name: &str) -> Option<String> {
    read_property(object, name, Zval::string)
}

/// Reads a property; ext-php-rs would ask for write access, which a read-only one refuses.
pub(super) fn read_property<T>(
    object: &ZendObject,
    name: &str,
    read: impl FnOnce(&Zval) -> Option<T>,
) -> Option<T> {
    let mut space = Zval::new();
    // SAFETY: the object is live and the engine only reads it; what comes back is the object's own value or `space`,
    // and is read while both live.
    unsafe {
        let value = zend_read_property(
            object.ce,
            std::ptr::from_ref(object).cast_mut(),
            name.as_ptr().cast(),
            name.len(),
            true,
            &raw mut space,
        );
        value.as_ref().and_then(read)
    }
}

/// An INI setting of ours as a number.
pub(super) fn ini_number(name: &CStr) -> i64 {
    // SAFETY: the name is NUL-terminated; the engine only reads it.
    unsafe { zend_ini_long(name.as_ptr(), name.count_bytes(), 0) }
}

/// An INI setting of ours as text; empty when it is not set.
pub(super) fn ini_text(name: &CStr) -> String {
    // SAFETY: as above; the engine's own string stays as it is until the setting changes, and is copied at once.
    unsafe {
        let text = zend_ini_string(name.as_ptr(), name.count_bytes(), 0);
        if text.is_null() {
            String::new()
        } else {
            CStr::from_ptr(text).to_string_lossy().into_owned()
        }
    }
}

/// Whether `open_basedir` lets this script read the file.
pub(super) fn may_be_opened(path: &CStr) -> bool {
    // SAFETY: the path is NUL-terminated; the engine only reads it, and is told not to warn.
    unsafe { php_check_open_basedir_ex(path.as_ptr(), 0) == 0 }
}

/// Marks an argument of an internal function as `#[\SensitiveParameter]`.
///
/// # Safety
/// `attributes` is the `attributes` field of a live internal function, and no other thread uses the function.
pub(super) unsafe fn mark_sensitive(attributes: *mut *mut c_void, argument: u32) {
    const PERSISTENT: u32 = 1; // ZEND_ATTRIBUTE_PERSISTENT
    // SAFETY: promised by the caller; parameter attributes are stored with their number plus one.
    unsafe {
        zend_add_attribute(
            attributes,
            permanent("SensitiveParameter"),
            0,
            PERSISTENT,
            argument + 1,
            0,
        );
    }
}

/// Prints a module's INI settings into `phpinfo()`.
///
/// # Safety
/// `module` is what PHP passed to an info function.
pub(super) unsafe fn print_ini_settings(module: *mut ModuleEntry) {
    // SAFETY: promised by the caller.
    unsafe { display_ini_entries(module) };
}
