/** What the middleware and the routes tell each other about one request. */
export interface FrontEndEnv {
    Variables: {
        /** Length of the body as the request log shows it; absent where upstream sends none. */
        length: number;
    };
}
