/** `pulumi-resource-command`: see README.md in the folder above for what it supports. */
import { enableCompileCache } from "node:module";

enableCompileCache(); // before anything else is loaded: it saves a third of the start
const { serveCommand } = await import("./provider.ts");
await serveCommand(process.argv.slice(2));
