// What one classic script gives to the next, and the shapes of the crate's answers.

/** mdBook: the way from this page to the book's first folder, with `/` at its end. */
declare var path_to_root: string;

/** wasm.js: the crate as WebAssembly, compressed, in base64. Missing if it is. */
declare var jwtByHandWasm: string | undefined;

/** inside.js: the same of the questions in book/live/src/inside.rs. */
declare var jwtByHandInside: string | undefined;

// The walkthroughs' `to_json`.

interface Explanation {
    found: string;
    expected: string;
    rule: string;
    likely_cause: string | null;
}

/** And the character at which a JSON text breaks, from 1. */
type Mistake = Explanation & { place: number | null };

type Answer<T> = { ok: T; error?: undefined } | { ok?: undefined; error: Mistake };

/** A registered claim with its meaning, a moment with its date. */
interface Claim {
    name: string;
    value: string;
    meaning: string | null;
    date: string | null;
    is_milliseconds: boolean;
}

interface Printed {
    header: string;
    payload: string;
    secret: string;
    secret_is: "text";
    now: number;
    token: string;
}

interface ByteGroup {
    bytes: number[];
    six_bit_groups: number[];
    characters: string;
}

interface Encoding {
    json: string | null;
    length: number;
    groups: ByteGroup[];
    base64url: string;
    standard: string;
}

interface HmacSteps {
    secret_length: number;
    padded_key: string;
    inner_pad: string;
    inner_digest: string;
    outer_pad: string;
    tag: string;
}

interface Signing {
    signing_input: string;
    hmac: HmacSteps;
    signature: Encoding;
}

interface Making {
    header: Encoding;
    payload: Encoding;
    signing: Signing;
    token: string;
}

interface Part {
    characters: string;
    length: number | null;
    text: string | null;
    error: Explanation | null;
}

interface TakenApart {
    parts: Part[];
    error: Explanation | null;
}

interface CheckedRow {
    number: number;
    statement: string;
    rule: string;
    outcome: "passed" | "failed" | "not reached";
    error: Explanation | null;
}

interface Checking {
    token: string;
    accepted: boolean;
    verdict: "accepted" | "refused" | "not yet";
    checks: CheckedRow[];
    header_json: string | null;
    payload_json: string | null;
}

/** A line in pieces, each with the name of its ink. */
type InkedLine = [ink: string, text: string][];

// What the chapters inside the tag ask.

/** Words and digests are in hexadecimal. */
interface PassAnswer {
    length: number;
    padding: string;
    block_count: number;
    digest: string;
    blocks: { bytes: string; after: string[] }[];
}

interface BlockAsked {
    number: number;
    text?: string;
    header?: string;
    payload?: string;
    secret?: string;
    secret_is?: string;
}

interface BlockAnswer {
    number: number;
    bytes: string;
    before: string[];
    schedule: string[];
    rounds: string[][];
    after: string[];
}

interface RoundAnswer {
    before: string[];
    after: string[];
    w: string;
    made_of: {
        sigma_1: string;
        seven_back: string;
        sigma_0: string;
        sixteen_back: string;
    } | null;
    k: string;
    sigma_1: string;
    ch: string;
    t1: string;
    sigma_0: string;
    maj: string;
    t2: string;
    d: string;
    h: string;
}

/** A block as an item of a list. */
interface BlockShown {
    number: number;
    name: string;
    bytes: number[];
    after: string[];
    stateName: string;
    isOpen: boolean;
    blockMark: string;
    stateMark: string;
}
