import { createHash } from "node:crypto";
import { hostname } from "node:os";

/**
 * Where this checkout keeps the engine's state, as an opaque text; undefined where the engine was logged in by
 * other means. A folder of the same name on another machine is another home.
 */
export function stateHome(env: NodeJS.ProcessEnv = process.env): string | undefined {
    const url = env["PULUMI_BACKEND_URL"];
    if (!url) return undefined;
    const place = url.startsWith("file:") ? `${hostname()} ${url}` : url;
    return createHash("sha256").update(place).digest("hex").slice(0, 16);
}
