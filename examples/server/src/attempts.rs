//! How often a password may be tried.
//!
//! What counts is the attempt, right or wrong, for a name that exists or not: until the
//! password is hashed, nobody knows which it is.

use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::serve::Client;

/// Under how many numbers attempts are counted: names and addresses there are without
/// end, and each one that is kept takes memory. Two that get the same number share a
/// limit, and since the hash has a key of its own at each start, no stranger can choose
/// with whom. None is thrown out, so nobody can flood their own count away.
const NUMBERS: u64 = 1 << 18;

/// Who is out of attempts, for now.
pub struct Attempts {
    hash: RandomState,
    by_address: DefaultKeyedRateLimiter<u64>,
    by_both: DefaultKeyedRateLimiter<u64>,
    by_name: DefaultKeyedRateLimiter<u64>,
    seldom: DefaultKeyedRateLimiter<u64>,
}

impl Attempts {
    pub fn new(per_minute: NonZeroU32) -> Attempts {
        let thrice =
            per_minute.saturating_mul(const { NonZeroU32::new(3).unwrap() });
        let few = Quota::per_minute(per_minute);
        let more = Quota::per_minute(thrice);
        let once =
            Quota::with_period(Duration::from_secs(5 * 60)).expect("not zero");
        Attempts {
            hash: RandomState::new(),
            by_address: RateLimiter::keyed(more),
            by_both: RateLimiter::keyed(few),
            by_name: RateLimiter::keyed(more),
            seldom: RateLimiter::keyed(once),
        }
    }

    /// Counts an attempt, or says how long to wait before the next one.
    // ANCHOR: count
    pub fn count(&self, name: &str, client: Client) -> Result<(), Duration> {
        let both = self.number((name, client));
        check(&self.by_address, self.number(client))?;
        check(&self.by_both, both)?;
        // Many addresses together can use up a name. Its owner, who comes from yet
        // another one, gets a hearing all the same.
        check(&self.by_name, self.number(name))
            .or_else(|wait| check(&self.seldom, both).map_err(|_| wait))
    }
    // ANCHOR_END: count

    fn number(&self, of: impl Hash) -> u64 {
        self.hash.hash_one(of) % NUMBERS
    }
}

fn check(
    limiter: &DefaultKeyedRateLimiter<u64>,
    number: u64,
) -> Result<(), Duration> {
    let now = limiter.clock().now();
    limiter.check_key(&number).map_err(|until| until.wait_time_from(now))
}
