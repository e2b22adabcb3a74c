//! How a question gets in and its answer out: through the memory that a page and
//! its WebAssembly share.
//!
//! The page asks for room, writes the question there, calls `answer`, and reads so
//! many bytes from where `answer_start` says. Room first, then a view of the
//! memory: growing it detaches every view that was taken before.
//!
//! `crate::ANSWERS` is the function that answers. The pages of the attacks use this file for
//! theirs, too.

use std::sync::{Mutex, MutexGuard};

static QUESTION: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    let mut question = open(&QUESTION);
    question.resize(length, 0);
    question.as_mut_ptr()
}

#[unsafe(no_mangle)]
extern "C" fn answer() -> usize {
    let mut answer = open(&ANSWER);
    *answer = crate::ANSWERS(&open(&QUESTION));
    answer.len()
}

#[unsafe(no_mangle)]
extern "C" fn answer_start() -> *const u8 {
    open(&ANSWER).as_ptr()
}

/// There is one thread, so nobody else holds it.
fn open(buffer: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    buffer.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
