//! `Twint\WawiComparison`.

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::flags::ClassFlags;
use ext_php_rs::prelude::*;

use crate::books::wawi::comparison::Comparison;
use crate::ext::arguments;
use crate::twint::error::Error;

/// How an order and its money agreed, checked.
#[php_class]
#[php(name = "Twint\\WawiComparison")]
#[php(flags = ClassFlags::Final.union(ClassFlags::NotSerializable).union(ClassFlags::NoDynamicProperties))]
pub struct WawiComparison {
    inner: Comparison,
}

#[php_impl]
impl WawiComparison {
    /// Reads a comparison from the columns of its row.
    pub fn __construct(
        finding: BinarySlice<u8>,
        total: BinarySlice<u8>,
        reach: BinarySlice<u8>,
    ) -> Result<Self, Error> {
        Ok(Self {
            inner: Comparison {
                finding: arguments::parsed("finding", &finding)?,
                total: arguments::parsed("total", &total)?,
                reach: arguments::parsed("reach", &reach)?,
            },
        })
    }
}

impl WawiComparison {
    /// The comparison for src/books.
    pub fn inner(&self) -> Comparison {
        self.inner
    }
}
