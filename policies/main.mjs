// The pack's entry is no TypeScript: the SDK hooks a compiler of its own into whatever it requires with that ending.
import { enableCompileCache, flushCompileCache } from "node:module";

enableCompileCache(); // compiling the SDK anew costs a third of a second each time
// What the SDK requires may not await at its top level.
import("./pack.ts").then(
    // At once: the engine ends a pack by a signal, and nothing would be kept.
    () => flushCompileCache(),
    (/** @type {Error} */ { name, message, stack }) => {
        // What a user can mend is shown as it is; a defect keeps its stack trace.
        process.stderr.write(`${name === "LabError" ? message : stack}\n`);
        process.exit(1);
    },
);
