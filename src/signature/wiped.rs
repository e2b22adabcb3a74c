//! Nothing of a secret stays in memory when it is no longer needed, as far as safe Rust
//! reaches: what a function leaves behind can be read in a crash dump, in swapped pages,
//! or through a hole elsewhere.

use std::hint::black_box;

use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::{Engine as _, decoded_len_estimate};
use hmac::digest::zeroize::Zeroize;

/// Bytes that are overwritten with zeros when they are dropped. A plain loop
/// would not do: the compiler removes writes that nobody reads.
pub(crate) struct Wiped(pub(crate) Vec<u8>);

impl Wiped {
    /// As [`base64url::decode`](crate::base64url::decode), which would leave on the heap
    /// what it has read of a text before it came to the mistake.
    pub(crate) fn from_base64url(text: &str) -> Option<Wiped> {
        let mut bytes = Wiped(vec![0; decoded_len_estimate(text.len())]);
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes.0).ok()?;
        bytes.0.truncate(length);
        Some(bytes)
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Computes in a place of its own on the stack, and overwrites that place with zeros:
/// a function that returns leaves what it worked on, and HMAC's padded key and its
/// states are as good as the secret.
pub(super) fn leaving_nothing<T>(compute: impl FnOnce() -> T) -> T {
    // HMAC was seen to use 0.5 KiB, and 3 KiB without optimisation.
    const PLACE: usize = if cfg!(debug_assertions) { 6 * 1024 } else { 2 * 1024 };

    #[inline(never)]
    fn in_a_place_of_its_own<T>(compute: impl FnOnce() -> T) -> T {
        compute()
    }

    let result = in_a_place_of_its_own(compute);
    overwrite_the_stack::<PLACE>();
    result
}

/// Overwrites what functions that have returned had used of the stack.
#[inline(never)]
pub(super) fn overwrite_the_stack<const BYTES: usize>() {
    black_box(&mut [0_u8; BYTES]);
}
