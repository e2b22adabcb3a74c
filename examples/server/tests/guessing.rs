// Guessing
//
// A password can be tried, and a program tries it faster than a person. So attempts are
// counted: by the address that they come from, by the name that they are for, and by
// both together. Each count alone has a hole. By address, many addresses guess on. By
// name, a stranger who guesses wrongly locks the owner out. Here is what the three do
// together.
//
// Run this file with: cargo test -p server --test guessing

mod support;

use std::net::IpAddr;
use std::time::Duration;

use serde_json::json;
use server::attempts::Attempts;
use server::serve::Client;
use support::{Answer, PASSWORD, Running, post_login};

fn attempts() -> Attempts {
    Attempts::new(10.try_into().unwrap())
}

fn client(address: &str) -> Client {
    address.parse::<IpAddr>().unwrap().into()
}

/// How many attempts get through, of so many.
fn heard(
    attempts: &Attempts,
    tried: impl Iterator<Item = (String, Client)>,
) -> usize {
    tried.filter(|(name, client)| attempts.count(name, *client).is_ok()).count()
}

/// Another address for each number.
fn nth(number: u32) -> Client {
    IpAddr::from((0x0a00_0000 + number).to_be_bytes()).into()
}

#[test]
fn step_1_one_address_may_try_one_name_ten_times_a_minute() {
    let attempts = attempts();
    let tries = (0..20).map(|_| ("ada".to_owned(), nth(1)));
    assert_eq!(heard(&attempts, tries), 10);
    let wait = attempts.count("ada", nth(1)).unwrap_err();
    assert!(wait <= Duration::from_secs(6), "{wait:?}");
    // It may still try another name, and another address may try this one.
    assert!(attempts.count("grace", nth(1)).is_ok());
    assert!(attempts.count("ada", nth(2)).is_ok());
}

#[test]
fn step_2_and_all_names_thirty_times() {
    let attempts = attempts();
    let tries = (0..1000).map(|number| (format!("user {number}"), nth(1)));
    assert_eq!(heard(&attempts, tries), 30);
    assert!(attempts.count("user 0", nth(2)).is_ok());
}

#[test]
fn step_3_all_addresses_may_try_one_name_thirty_times_and_each_once_more() {
    let attempts = attempts();
    // A hundred addresses guess at one name for as long as they like: after thirty, each
    // is heard once in five minutes.
    let tries = (0..10_000).map(|number| ("ada".to_owned(), nth(number % 100)));
    assert_eq!(heard(&attempts, tries), 30 + 100);
}

#[test]
fn step_4_so_no_stranger_locks_the_owner_out() {
    let attempts = attempts();
    for number in 0..10_000 {
        let _ = attempts.count("ada", nth(number % 1000));
    }
    // Her name is used up. She comes from an address that didn't try it, and is heard.
    assert!(attempts.count("ada", client("192.0.2.1")).is_ok());
    // One stranger, with one address, doesn't even get that far.
    let attempts = self::attempts();
    for _ in 0..10_000 {
        let _ = attempts.count("ada", nth(1));
    }
    let owner = (0..10).map(|_| ("ada".to_owned(), client("192.0.2.1")));
    assert_eq!(heard(&attempts, owner), 10);
}

#[test]
fn step_5_an_ipv6_address_counts_with_its_neighbours() {
    let home = client("2001:db8:1:2::1");
    // The smallest home has 2⁶⁴ addresses. They count as one.
    assert_eq!(home, client("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assert_ne!(home, client("2001:db8:1:3::1"));
    // An IPv4 address is the same in IPv6's spelling.
    assert_eq!(client("192.0.2.1"), client("::ffff:192.0.2.1"));
    assert_ne!(client("192.0.2.1"), client("::ffff:192.0.2.2"));
}

/// So many attempts, each with a name and an address of its own.
fn flood(attempts: &Attempts, count: u32) {
    for number in 2..count + 2 {
        let _ = attempts.count(&number.to_string(), nth(number));
    }
}

#[test]
fn step_6_a_flood_hides_nobody_and_takes_little_memory() {
    // 300,000 names and addresses later, Ada's one attempt a minute is still counted.
    let attempts = Attempts::new(1.try_into().unwrap());
    assert!(attempts.count("ada", nth(1)).is_ok());
    flood(&attempts, 300_000);
    assert!(attempts.count("ada", nth(1)).is_err());
    drop(attempts);

    // 600,000 take less than if each were kept (53 MiB), and leave room for the next.
    let attempts = self::attempts();
    let before = memory();
    flood(&attempts, 600_000);
    let grown = memory() - before;
    assert!(grown < 40.0, "{grown} MiB");
    let next = (0..100).map(|number| (format!("user {number}"), nth(number << 16)));
    assert!(heard(&attempts, next) > 90);
}

/// What this process holds, in MiB, where Linux tells it.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.map(|line| line.trim().trim_end_matches(" kB"));
    kib.map_or(0.0, |kib| kib.parse::<f64>().unwrap() / 1024.0)
}

/// The program, which takes so many attempts a minute. In a process of its own, since
/// the memory of this one is measured above.
fn program(logins_per_minute: &str) -> Running {
    Running::start(&[("LOGINS_PER_MINUTE", logins_per_minute)])
}

async fn log_in_with(server: &Running, name: &str, password: &str) -> Answer {
    let body = json!({ "name": name, "password": password });
    post_login(&server.url, &body).await
}

/// When to come back, in seconds.
fn retry_after(answer: &Answer) -> u64 {
    answer.headers["retry-after"].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn step_7_too_many_attempts_get_429_and_when_to_come_back() {
    let server = program("2");
    for _ in 0..2 {
        let answer = log_in_with(&server, "ada", "difference engine").await;
        assert_eq!(answer.status, 401);
    }
    // Right or wrong: nobody looks at it.
    for password in ["difference engine", PASSWORD] {
        let answer = log_in_with(&server, "ada", password).await;
        assert_eq!(answer.status, 429);
        let seconds = retry_after(&answer);
        assert!((20..=30).contains(&seconds), "{seconds}");
        let message = "too many attempts, with this name or from your address";
        assert_eq!(
            answer.json["message"],
            format!("{message}; try again in {seconds} s")
        );
    }
    let body = json!({ "name": "grace", "password": "nanoseconds and wire" });
    assert_eq!(post_login(&server.url, &body).await.status, 200);
}

#[tokio::test]
async fn step_8_and_who_comes_back_then_is_heard() {
    let server = program("60");
    while log_in_with(&server, "ada", "difference engine").await.status != 429 {}
    let refused = log_in_with(&server, "ada", PASSWORD).await;
    assert_eq!(retry_after(&refused), 1);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(log_in_with(&server, "ada", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn step_9_it_does_not_tell_which_names_exist() {
    let (known, unknown) = (program("3"), program("3"));
    for _ in 0..12 {
        let mut one = log_in_with(&known, "ada", "difference engine").await;
        let mut other = log_in_with(&unknown, "charles", "difference engine").await;
        for answer in [&mut one, &mut other] {
            // All that may differ is the second in which they were asked.
            answer.headers.remove("date");
            answer.headers.remove("retry-after");
            answer.headers.remove("content-length");
            let message = answer.json["message"].as_str().unwrap();
            answer.json = message.split(" in ").next().into();
        }
        assert_eq!(one, other);
    }
}

#[tokio::test]
async fn step_10_what_is_no_login_is_no_attempt() {
    let server = program("1");
    for body in [json!({}), json!(["ada", PASSWORD]), json!({ "name": "ada" })] {
        assert_eq!(post_login(&server.url, &body).await.status, 422);
    }
    assert_eq!(log_in_with(&server, "ada", PASSWORD).await.status, 200);
}
