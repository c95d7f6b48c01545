import type { Sample } from "../model/run-model.ts";

/**
 * At most about `most` samples that look the same in a chart: of each stretch of time its least and its
 * greatest value stay, and where the line breaks. A peak of one sample is what a reader looks for.
 */
export function downsample(samples: readonly Sample[], most: number): readonly Sample[] {
    if (samples.length <= most) return samples;
    const stretch = Math.ceil(samples.length / Math.floor(most / 3));
    const kept: Sample[] = [];
    for (let start = 0; start < samples.length; start += stretch) {
        kept.push(...extremes(samples.slice(start, start + stretch)));
    }
    return kept;
}

/** The least, the greatest and a missing one, in the order of their times. */
function extremes(samples: readonly Sample[]): Sample[] {
    let least: Sample | undefined;
    let greatest: Sample | undefined;
    for (const sample of samples) {
        const value = sample[1];
        if (value === null) continue;
        if (least === undefined || value < (least[1] ?? value)) least = sample;
        if (greatest === undefined || value > (greatest[1] ?? value)) greatest = sample;
    }
    const missing = samples.find(([, value]) => value === null);
    const chosen = new Set([least, greatest, missing].filter((one) => one !== undefined));
    return [...chosen].sort(([a], [b]) => a - b);
}
