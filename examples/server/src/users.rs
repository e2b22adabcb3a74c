//! Who may log in. **This is where a database goes**: the two functions are all that
//! the rest of the server asks of it.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many passwords are hashed at a time. Each takes 19 MiB of memory, on purpose;
/// without a limit, logging in often enough would take all of it.
const AT_A_TIME: usize = 4;

/// A row of the table.
pub struct User {
    pub id: &'static str,
    pub name: &'static str,
    /// Argon2id, with the salt and the costs, as the `argon2` crate writes it. The
    /// password is not in it, and can only be guessed at 19 MiB a guess.
    password_hash: &'static str,
}

/// The table. The passwords are in [`NOTICE`], since this is a lesson.
// ANCHOR: table
const TABLE: [User; 2] = [
    User {
        id: "123456",
        name: "ada",
        password_hash: "$argon2id$v=19$m=19456,t=2,p=1$kP2fF5fgVjXssqqzd6tarA$2/6s3JaojTRNjRlZhf21epLTezC/z+HpQxhlP6XEN90",
    },
    User {
        id: "234567",
        name: "grace",
        password_hash: "$argon2id$v=19$m=19456,t=2,p=1$5DRtKzCZ67bulaTkwd9Myw$IxaZmQwPIatD04PJol/0upV1SA4/mtPNWWmZnSqz3Wc",
    },
];
// ANCHOR_END: table

/// How to log in, for the person who starts the server.
pub const NOTICE: &str = "\
Two users can log in: ada, whose password is \"analytical engine\",
and grace, whose password is \"nanoseconds and wire\".
";

/// The users that the server knows.
pub struct Users {
    table: &'static [User],
    hashing: Arc<Semaphore>,
}

impl Users {
    pub(crate) fn new() -> Users {
        Users { table: &TABLE, hashing: Arc::new(Semaphore::new(AT_A_TIME)) }
    }

    /// The user with this id, if there still is one.
    pub fn with_id(&self, id: &str) -> Option<&'static User> {
        self.table.iter().find(|user| user.id == id)
    }

    /// The user with this name and this password.
    ///
    /// For a name that nobody has, a password is hashed all the same. A quick *no*
    /// would tell which names exist.
    // ANCHOR: with_password
    pub async fn with_password(
        &self,
        name: String,
        password: String,
    ) -> Option<&'static User> {
        let user = self.table.iter().find(|user| user.name == name);
        let hash = user.unwrap_or(&self.table[0]).password_hash;
        if self.is_password_of(password, hash).await { user } else { None }
    }
    // ANCHOR_END: with_password

    /// On a thread of its own: hashing takes tens of milliseconds, in which a thread
    /// that serves requests could serve hundreds.
    async fn is_password_of(&self, password: String, hash: &'static str) -> bool {
        let Ok(place) = self.hashing.clone().acquire_owned().await else {
            return false;
        };
        let hashed = spawn_blocking(move || {
            // Until the hash is done, even if nobody waits for it any more.
            let _place = place;
            let hash =
                PasswordHash::new(hash).expect("the table holds PHC strings");
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        hashed.await.unwrap_or(false)
    }
}
