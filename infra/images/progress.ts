/** Says what happens now, one line a state. */
export type Say = (line: string) => void;

const started = performance.now();

/** Progress on stderr: seconds since the start of the process, then what happens. */
export const stderrProgress: Say = (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`${seconds} s  ${line}\n`);
};

/** The same progress, each line under a heading. */
export function under(heading: string, say: Say): Say {
    return (line) => say(`${heading}: ${line}`);
}
