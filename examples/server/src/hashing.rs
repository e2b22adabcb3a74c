//! Passwords are hashed here: by a few threads that do nothing else, in memory that is
//! taken once, behind a queue that has an end.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::password_hash::{Error as HashError, Result as HashResult};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::serve::Limits;

/// What the table of users holds in place of a password.
#[derive(Clone)]
pub struct Hash {
    argon2: Argon2<'static>,
    salt: Salt,
    output: Output,
}

impl Hash {
    /// Reads a PHC string, such as the `argon2` crate writes.
    pub fn parse(text: &str) -> HashResult<Hash> {
        let hash = PasswordHash::new(text)?;
        let algorithm = Algorithm::try_from(hash.algorithm.as_str())?;
        let version = hash.version.map(Version::try_from).transpose()?;
        let argon2 = Argon2::new(
            algorithm,
            version.unwrap_or_default(),
            Params::try_from(&hash)?,
        );
        let salt = hash.salt.ok_or(HashError::SaltInvalid)?;
        Ok(Hash { argon2, salt, output: hash.hash.ok_or(HashError::OutputSize)? })
    }

    /// How many blocks of memory it takes, each of 1 KiB.
    pub fn blocks(&self) -> usize {
        self.argon2.params().block_count()
    }

    fn is_of(&self, password: &str, memory: &mut [Block]) -> HashResult<bool> {
        let mut found = [0; Output::MAX_LENGTH];
        let found = &mut found[..self.output.len()];
        let password = password.as_bytes();
        self.argon2
            .hash_password_into_with_memory(password, &self.salt, found, memory)?;
        // `Output` compares in constant time.
        Ok(Output::new(found)? == self.output)
    }
}

/// The server has no time to look at this password now. That says nothing about the
/// password.
#[derive(Debug)]
pub struct Busy;

struct Task {
    password: String,
    hash: Hash,
    answer: oneshot::Sender<bool>,
}

/// The threads that hash, and the queue in front of them.
pub struct Hashers {
    queue: mpsc::Sender<Task>,
    patience: Duration,
}

impl Hashers {
    /// Each thread gets its memory now, and uses it again for each
    /// password. So no login can fail later for lack of it, and none leaves more of it
    /// behind.
    pub fn start(
        blocks: usize,
        limits: &Limits,
    ) -> Result<Hashers, Box<dyn Error>> {
        let (queue, tasks) = mpsc::channel(limits.waiting);
        let tasks = Arc::new(Mutex::new(tasks));
        for _ in 0..limits.hashers {
            let mut memory = Vec::new();
            memory.try_reserve_exact(blocks)?;
            memory.resize(blocks, Block::default());
            let tasks = tasks.clone();
            thread::Builder::new()
                .spawn(move || while work(&tasks, &mut memory).is_some() {})?;
        }
        let patience = limits.login_time;
        Ok(Hashers { queue, patience })
    }

    // ANCHOR: is_right
    /// Whether this is the password. `Err` if the queue is full, or if it takes too long.
    pub async fn is_right(
        &self,
        password: String,
        hash: Hash,
    ) -> Result<bool, Busy> {
        let (answer, is_right) = oneshot::channel();
        let task = Task { password, hash, answer };
        self.queue.try_send(task).map_err(|_| Busy)?;
        let in_time = timeout(self.patience, is_right).await.map_err(|_| Busy)?;
        in_time.map_err(|_| Busy)
    }
    // ANCHOR_END: is_right
}

/// Does one task. `None` when there will be no more.
fn work(tasks: &Mutex<mpsc::Receiver<Task>>, memory: &mut [Block]) -> Option<()> {
    // The lock is free again as soon as a task has come.
    let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
    let Task { password, hash, answer } = next?;
    // Who has given up, or gone, needs no answer.
    if answer.is_closed() {
        return Some(());
    }
    match hash.is_of(&password, memory) {
        Ok(is_right) => drop(answer.send(is_right)),
        // `answer` is dropped, and whoever waits for it is told that we are busy: a
        // password that couldn't be looked at is not a wrong one.
        Err(error) => tracing::error!("a password was not hashed: {error}"),
    }
    Some(())
}
