// What a walkthrough keeps
//
// A walkthrough shows a row for each three bytes, with all their bits. For a megabyte
// these are 350,000 rows, and nobody reads them all: they are made when they are asked
// for, one after the other. This file counts the bytes that are held at once.
//
// Run it with: cargo test --release -p fuzz --test a_walkthrough_stays_small

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use jwt_by_hand::walkthrough::{self, Checking, Making};
use jwt_by_hand::{Expectations, NumericDate, Secret, printed_token};

#[test]
fn a_megabyte_of_claims_takes_less_than_100() {
    let secret = Secret::insecure_for_lessons(printed_token::SECRET).unwrap();
    let payload = format!(r#"{{"text":"{}"}}"#, "x".repeat(1 << 20));
    let before = HELD.load(Relaxed);
    MOST.store(before, Relaxed);

    let header = walkthrough::header(printed_token::HEADER_JSON).unwrap();
    let payload = walkthrough::payload(&payload).unwrap();
    let making = Making::new(header, payload, &secret);
    assert!(making.lines().count() > 349_000);
    let characters =
        making.lines().map(|line| line.to_string().len()).sum::<usize>();
    assert!(characters > 20 << 20);
    assert!(making.to_value().to_string().len() > 1 << 20);

    let expected = Expectations::new().max_length(usize::MAX);
    let now = NumericDate::from_seconds(0);
    let checking = Checking::new(&making.token, &secret, &expected, now);
    assert!(checking.error.is_none() && checking.lines().len() > 13);
    assert!(checking.to_value()["accepted"] == true);

    let megabytes = (MOST.load(Relaxed) - before) >> 20;
    println!("{megabytes} MB at most");
    assert!(megabytes < 100, "{megabytes} MB");
}

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all that is asked is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}
