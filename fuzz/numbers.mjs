// Compares what the crate writes for doubles with what JSON.stringify writes:
//
//     cargo run --release -p fuzz --bin numbers | node fuzz/numbers.mjs

import { createInterface } from 'node:readline';

const bytes = new DataView(new ArrayBuffer(8));
let count = 0;
let differences = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const [bits, text] = line.split(' ');
  bytes.setBigUint64(0, BigInt(`0x${bits}`));
  const expected = JSON.stringify(bytes.getFloat64(0));
  count += 1;
  if (text !== expected) {
    differences += 1;
    if (differences <= 10) console.log(`${bits}: ${text} where Node writes ${expected}`);
  }
}

console.log(`${count} doubles, ${differences} written otherwise than by Node`);
process.exitCode = count > 0 && differences === 0 ? 0 : 1;
