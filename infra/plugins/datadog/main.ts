/** `pulumi-resource-datadog`: see README.md in the folder above for what it supports. */
import { enableCompileCache } from "node:module";

enableCompileCache(); // before anything else is loaded: it saves a third of the start
const { serveDatadog } = await import("./provider.ts");
await serveDatadog(process.argv.slice(2));
