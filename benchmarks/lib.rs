//! The benchmark is in `benches/speed.rs`.
