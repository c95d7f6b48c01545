import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createReceiver } from "./app.ts";
import { Ledger } from "./ledger.ts";

/** `DATA`: folder that outlives the pod; `PORT`: where it listens. */
const { DATA = "/data", PORT = "8080" } = process.env;

const ledger = new Ledger(join(DATA, "alerts.jsonl"));
const server = serve({ fetch: createReceiver(ledger).fetch, port: Number(PORT) }, ({ port }) => {
    process.stdout.write(`${JSON.stringify({ msg: "listening", port, kept: ledger.size })}\n`);
});
// Every line is in the file before its answer goes out: nothing is lost by ending at once.
process.once("SIGTERM", () => server.close(() => process.exit(0)));
