// Nothing yet. `cargo your-attack NAME` gives you a file.

pub fn verify(_: &str, _: &str, _: u64) -> Result<serde_json::Value, String> {
    todo!()
}

pub fn forge(_: &attacks::level::Attacker) -> String {
    todo!()
}
