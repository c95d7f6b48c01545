import type { MiddlewareHandler } from "hono";
import type { Write } from "../../platform/log.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { shownPath } from "./shown-path.ts";

const COLOURS: Readonly<Record<number, number>> = { 2: 32, 3: 36, 4: 33, 5: 31 };

/** One line a request in morgan's `dev` form, coloured by status: `GET /tags 200 4.170 ms - -`. */
export function logRequests(log: Write): MiddlewareHandler<FrontEndEnv> {
    return async (c, next) => {
        const began = performance.now();
        await next();
        const { status } = c.res;
        const colour = COLOURS[Math.floor(status / 100)] ?? 0;
        const took = (performance.now() - began).toFixed(3);
        const length = c.get("length") ?? "-";
        log(
            `\x1b[0m${c.req.method} ${shownPath(pathAndQuery(c.req.url))} \x1b[${colour}m${status}\x1b[0m ` +
                `${took} ms - ${length}\x1b[0m`,
        );
    };
}

/** What follows the host in an absolute address, still encoded: no line break can get into a log. */
export function pathAndQuery(url: string): string {
    return url.slice(url.indexOf("/", url.indexOf("//") + 2));
}
