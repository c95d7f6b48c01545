/** What the keeper asks of the world besides the cluster. */
export interface Host {
    /** Milliseconds since 1970. */
    now: () => number;
    /** Resolves after so many milliseconds. */
    wait: (ms: number) => Promise<void>;
    /** Says a line to whoever reads the log. */
    say: (line: string) => void;
}

/** The clock of this machine; every line on stdout with its UTC time. */
export const realHost: Host = {
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    say: (line) => void process.stdout.write(`${new Date().toISOString()} ${line}\n`),
};
