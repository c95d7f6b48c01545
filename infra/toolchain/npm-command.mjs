/**
 * The user's npm: the one that runs us, by the Node that runs us; else the one on PATH.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ program: string, args: string[] }}
 */
export function npmCommand(env = process.env) {
    const script = env.npm_execpath;
    if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
        return { program: process.execPath, args: [script] };
    }
    return { program: "npm", args: [] };
}
