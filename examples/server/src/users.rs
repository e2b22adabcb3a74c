//! Who may log in. **This is where a database goes**: the two functions are all that
//! the rest of the server asks of it.

use std::error::Error;

use crate::hashing::{Busy, Hash, Hashers};
use crate::serve::Limits;

/// The table: id, name, and the password's hash by Argon2id, with its salt and costs.
/// The password is not in it, and can only be guessed at 19 MiB a guess. It stands in
/// [`NOTICE`], since this is a lesson.
// ANCHOR: table
pub const TABLE: [[&str; 3]; 2] = [
    [
        "123456",
        "ada",
        "$argon2id$v=19$m=19456,t=2,p=1$kP2fF5fgVjXssqqzd6tarA$2/6s3JaojTRNjRlZhf21epLTezC/z+HpQxhlP6XEN90",
    ],
    [
        "234567",
        "grace",
        "$argon2id$v=19$m=19456,t=2,p=1$5DRtKzCZ67bulaTkwd9Myw$IxaZmQwPIatD04PJol/0upV1SA4/mtPNWWmZnSqz3Wc",
    ],
];
// ANCHOR_END: table

/// How to log in, for the person who starts the server.
pub const NOTICE: &str = "\
Two users can log in: ada, whose password is \"analytical engine\",
and grace, whose password is \"nanoseconds and wire\".
";

/// A row of the table.
pub struct User {
    pub id: &'static str,
    pub name: &'static str,
    password: Hash,
}

/// The users that the server knows.
pub struct Users {
    users: Vec<User>,
    hashers: Hashers,
}

impl Users {
    /// # Errors
    ///
    /// A hash that can't be read stops the start: later, it would be a right password
    /// that is never taken. So does memory that isn't there.
    pub fn new(
        table: &[[&'static str; 3]],
        limits: &Limits,
    ) -> Result<Users, Box<dyn Error>> {
        let users = table.iter().map(|[id, name, hash]| {
            let password = Hash::parse(hash).map_err(|error| {
                format!("the password's hash of {name}: {error}")
            })?;
            Ok(User { id, name, password })
        });
        let users: Vec<User> = users.collect::<Result<_, String>>()?;
        let blocks = users.iter().map(|user| user.password.blocks()).max();
        let hashers = Hashers::start(blocks.unwrap_or(0), limits);
        let hashers = hashers.map_err(|error| {
            format!("threads and memory for hashing passwords: {error}")
        })?;
        Ok(Users { users, hashers })
    }

    /// The user with this id, if there still is one.
    pub fn with_id(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// The user with this name and this password.
    ///
    /// For a name that nobody has, a password is hashed all the same. A quick *no*
    /// would tell which names exist.
    // ANCHOR: with_password
    pub async fn with_password(
        &self,
        name: &str,
        password: String,
    ) -> Result<Option<&User>, Busy> {
        let user = self.users.iter().find(|user| user.name == name);
        let hash = user.unwrap_or(&self.users[0]).password.clone();
        let is_right = self.hashers.is_right(password, hash).await?;
        Ok(user.filter(|_| is_right))
    }
    // ANCHOR_END: with_password
}
