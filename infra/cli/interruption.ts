/**
 * Runs something that a Ctrl-C (or SIGTERM) asks to clean up instead of ending it where it is.
 * @returns its outcome, and the exit code of the signal where one came
 */
export async function interruptible<T>(
    action: (signal: AbortSignal) => Promise<T>,
    say: (line: string) => void,
): Promise<{ result: T; code: number | undefined }> {
    const controller = new AbortController();
    let code: number | undefined;
    const listeners = (
        [
            ["SIGINT", 130],
            ["SIGTERM", 143],
        ] as const
    ).map(([signal, exit]) => {
        const listener = (): void => {
            if (code === undefined) say(`${signal}: the incident is destroyed, then this ends`);
            else say("still at it: what is half destroyed would be left to you");
            code ??= exit;
            controller.abort();
        };
        process.on(signal, listener);
        return () => process.off(signal, listener);
    });
    try {
        const result = await action(controller.signal);
        return { result, code };
    } finally {
        for (const release of listeners) release();
    }
}
