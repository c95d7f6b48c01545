/**
 * Progress on stderr, one line a change, the same on a terminal and in a pipe.
 * @param {{ write?: (text: string) => void, quietMs?: number }} [options] `quietMs`: after this long
 *     without a line, one that names what still runs; default 30 s
 */
export function progress(options = {}) {
    const write = options.write ?? ((text) => void process.stderr.write(text));
    const start = Date.now();
    let last = start;
    /** @type {Map<string, number>} */
    const running = new Map();
    /** @param {string} name @param {string} line */
    const report = (name, line) => {
        last = Date.now();
        write(`[${elapsed(last - start)}] ${name.padEnd(8)} ${line}\n`);
    };
    const timer = setInterval(() => {
        if (Date.now() - last < (options.quietMs ?? 30_000) || running.size === 0) return;
        const names = [...running].map(
            ([name, since]) => `${name} (${elapsed(Date.now() - since).trim()})`,
        );
        report("...", `still at work: ${names.join(", ")}`);
    }, 1_000);
    timer.unref();
    return {
        report,
        /** @param {string} name @returns {() => void} call it when that is over */
        busy(name) {
            running.set(name, Date.now());
            return () => running.delete(name);
        },
        stop: () => clearInterval(timer),
    };
}

/** @param {number} ms */
export function elapsed(ms) {
    const seconds = ms / 1000;
    const text =
        seconds < 60
            ? `${seconds.toFixed(1)}s`
            : `${Math.floor(seconds / 60)}m${String(Math.floor(seconds % 60)).padStart(2, "0")}s`;
    return text.padStart(6);
}
