// ANCHOR: whole
let whole = "AnyLongNameInRust";
// ANCHOR_END: whole
// ANCHOR: endless
// ANCHOR_END: backwards
// ANCHOR: backwards
// ANCHOR: empty
// ANCHOR: inner

// ANCHOR_END: inner
// ANCHOR_END: empty
