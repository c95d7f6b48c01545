import type { Visit } from "./sessions/sessions.ts";

/** What the middleware and the routes tell each other about one request. */
export interface FrontEndEnv {
    Variables: {
        /** Length of the body as the request log shows it; absent where upstream sends none. */
        length: number;
        /** Absent until the request has come as far as the sessions. */
        visit: Visit | undefined;
        /** The JSON object that was sent; empty when none was. */
        body: Readonly<Record<string, unknown>>;
    };
}
