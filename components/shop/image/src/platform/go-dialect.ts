/** How Go prints things: JSON, durations, times, 32-bit floats. Clients and log parsers rely on it. */

const ESCAPES: Readonly<Record<string, string>> = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
};

/** JSON as Go's encoder writes it: HTML-safe escapes and a newline at the end. */
export function goJson(value: unknown): string {
    const text = JSON.stringify(value).replace(
        /[<>&\u2028\u2029]/g,
        (char) => ESCAPES[char] ?? char,
    );
    return `${text}\n`;
}

/** The number whose shortest text is that of the 32-bit float: 17.15, not 17.149999618530273. */
export function shortestFloat32(value: number): number {
    const single = Math.fround(value);
    for (let digits = 1; digits <= 9; digits += 1) {
        const candidate = Number(single.toPrecision(digits));
        if (Math.fround(candidate) === single) {
            return candidate;
        }
    }
    return single;
}

/** A duration as `time.Duration` prints it: 815ns, 12.5µs, 3.25ms, 1.5s, 1m2.5s. */
export function goDuration(milliseconds: number): string {
    const nanos = Math.round(milliseconds * 1e6);
    if (nanos === 0) {
        return "0s";
    }
    if (nanos < 1e3) {
        return `${nanos}ns`;
    }
    if (nanos < 1e6) {
        return `${nanos / 1e3}µs`;
    }
    if (nanos < 1e9) {
        return `${nanos / 1e6}ms`;
    }
    const minutes = Math.floor(nanos / 60e9);
    const seconds = `${(nanos - minutes * 60e9) / 1e9}s`;
    return minutes === 0 ? seconds : `${minutes}m${seconds}`;
}

/** A time as `time.Time` prints it: `2016-11-14 10:20:30.123 +0000 UTC`, no trailing zeros. */
export function goTime(date: Date): string {
    const [day = "", clock = ""] = date.toISOString().slice(0, -1).split("T");
    return `${day} ${clock.replace(/\.?0+$/, "")} +0000 UTC`;
}
