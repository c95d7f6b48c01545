/** `node test/support/datadog/main.ts [port]`: the local Datadog, to look at a stack that uses it without an account. */
import { API_KEY, APP_KEY, DatadogServer } from "./server.ts";

const server = await DatadogServer.open(Number(process.argv[2] ?? 0));
process.stdout.write(`${server.url}\napi key ${API_KEY}\napp key ${APP_KEY}\n`);
