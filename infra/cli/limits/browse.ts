import { percentile, type PageSample, samplePage } from "../../../incidents/witness/samples.ts";
import { pause } from "../../../incidents/recovery/rollout.ts";

/** What visitors saw who looked at one page again and again. */
export interface Browsed {
    p95Ms: number;
    requests: number;
    failures: number;
}

/** The documented pause between two looks, in milliseconds. */
const WAIT_MS = { min: 500, max: 1500 };

/** Lets visitors look at a page for a while, each with about a second between two looks. */
export async function browse(
    url: string,
    users: number,
    seconds: number,
    waitMs = WAIT_MS,
): Promise<Browsed> {
    const until = Date.now() + seconds * 1000;
    const visit = async (): Promise<PageSample[]> => {
        const seen: PageSample[] = [];
        while (Date.now() < until) {
            await pause(waitMs.min + Math.random() * (waitMs.max - waitMs.min));
            seen.push(await samplePage(url));
        }
        return seen;
    };
    const samples = (await Promise.all(Array.from({ length: users }, visit))).flat();
    return {
        p95Ms: percentile(
            samples.map((sample) => sample.latencyMs),
            0.95,
        ),
        requests: samples.length,
        failures: samples.filter((sample) => sample.error !== undefined).length,
    };
}
