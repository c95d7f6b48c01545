/** One line of a Prometheus exposition. */
export interface Sample {
    name: string;
    labels: Record<string, string>;
    value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: -?\d+)?$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/gy;

/** Reads an exposition to its last line. @throws Error at a line that Prometheus would not read */
export function parseMetrics(text: string): Sample[] {
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return lines.map((line) => {
        const [, name, labels = "", number = ""] = SAMPLE.exec(line) ?? [];
        // Go's reader takes these two in any case.
        const value = Number(number.replace(/^([+-]?)inf$/i, "$1Infinity"));
        if (name === undefined || (Number.isNaN(value) && !/^nan$/i.test(number))) {
            throw new Error(`no sample: ${line}`);
        }
        return { name, labels: parseLabels(labels, line), value };
    });
}

function parseLabels(text: string, line: string): Record<string, string> {
    const pairs = [...text.matchAll(LABEL)];
    const length = pairs.reduce((sum, [pair]) => sum + pair.length, 0);
    if (length !== text.length) throw new Error(`no labels: ${line}`);
    return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]));
}

/** The value of the sample with that name and at least these labels; 0 where there is none. */
export function valueOf(
    samples: readonly Sample[],
    name: string,
    labels: Record<string, string> = {},
): number {
    const found = samples.filter(
        (sample) =>
            sample.name === name &&
            Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
    return found.reduce((sum, sample) => sum + sample.value, 0);
}

/** The finite upper bounds of a histogram's buckets, in order. */
export function bucketsOf(samples: readonly Sample[], histogram: string): number[] {
    const bounds = samples
        .filter((sample) => sample.name === `${histogram}_bucket`)
        .map((sample) => sample.labels["le"] ?? "");
    return [...new Set(bounds)]
        .filter((bound) => bound !== "+Inf")
        .map(Number)
        .sort((a, b) => a - b);
}
