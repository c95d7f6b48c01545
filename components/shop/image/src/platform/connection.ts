/** A dependency that is connected to in the background; start order of the shop does not matter. */
export interface Connection {
    /** True once the first try succeeded; stays true, since clients reconnect by themselves. */
    readonly ready: boolean;
    /** Ends the tries. */
    stop(): void;
}

/** Pause between two tries, in milliseconds. */
const PAUSE_MS = 500;

/**
 * Tries until it succeeds once. The port is open meanwhile, and `/ready` tells the kubelet when the
 * service can serve.
 *
 * @param say told when the reason of the failure changes, not at every try
 */
export function connectInBackground(
    connect: () => Promise<unknown>,
    say: (reason: string) => void,
): Connection {
    let ready = false;
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    let said = "";
    const attempt = async (): Promise<void> => {
        try {
            await connect();
            ready = true;
        } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            if (reason !== said) say(reason);
            said = reason;
            if (!stopped) timer = setTimeout(() => void attempt(), PAUSE_MS);
        }
    };
    void attempt();
    return {
        get ready() {
            return ready;
        },
        stop: () => {
            stopped = true;
            clearTimeout(timer);
        },
    };
}
