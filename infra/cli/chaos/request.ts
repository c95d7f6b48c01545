import { randomInt } from "node:crypto";
import { LabError } from "../../../components/kit/error.ts";
import { requireIncident } from "../prove.ts";
import { type Kind, KINDS, planOf, RECOVERIES, type Recovery, type Round } from "./draw.ts";

/** What `npm run chaos` was asked for. */
export interface ChaosRequest {
    /** Default: drawn, and said. */
    seed?: number;
    kills: number;
    /** Comma-separated stacks. */
    incidents: string;
    /** Comma-separated kinds of blows. */
    kinds: string;
    /** Comma-separated ways back. */
    recover: string;
    /** This round of the plan alone. */
    only?: number;
    /** Seconds that an uninterrupted `up` or `destroy` takes. Default: measured, once of each incident. */
    span?: number;
    /** The outcome as JSON on stdout instead of a table. */
    json?: boolean;
}

/** What is asked for where nothing else is said. */
export const DEFAULTS = {
    kills: 20,
    incidents: "incident-3,incident-5a,incident-7,incident-8",
    kinds: "kill",
    recover: "destroy,recover",
} as const satisfies Partial<ChaosRequest>;

/** Seeds that are drawn are short enough to be typed. */
const SEEDS = 1_000_000;

/**
 * The rounds that a request means.
 * @throws LabError for an unknown incident, kind or way back, and for a round that the plan doesn't have
 */
export function roundsOf(request: ChaosRequest): { seed: number; rounds: Round[] } {
    const seed = request.seed ?? randomInt(SEEDS);
    const incidents = listed(request.incidents);
    for (const id of incidents) requireIncident(id);
    const kinds = listed(request.kinds).map((one) => known<Kind>("--kinds", one, KINDS));
    const recoveries = listed(request.recover).map((one) =>
        known<Recovery>("--recover", one, RECOVERIES),
    );
    for (const [option, list] of Object.entries({ incidents, kinds, recover: recoveries })) {
        if (list.length === 0) throw refusal(`--${option}`, "nothing", "one or more, by comma");
    }
    const rounds = planOf(seed, request.kills, { incidents, kinds, recoveries });
    const { only } = request;
    if (only === undefined) return { seed, rounds };
    const chosen = rounds.filter(({ round }) => round === only);
    if (chosen.length > 0) return { seed, rounds: chosen };
    throw refusal("--only", String(only), `a round of the plan: 1 to ${rounds.length}`);
}

/** The command that plays one round of a request again. */
export function againBy(request: ChaosRequest, seed: number, round: number): string {
    const others = Object.entries(DEFAULTS).flatMap(([option, usual]) => {
        const asked = request[option as keyof typeof DEFAULTS];
        return asked === usual ? [] : [`--${option} ${asked}`];
    });
    return ["npm run chaos --", `--seed ${seed}`, ...others, `--only ${round}`].join(" ");
}

function listed(text: string): string[] {
    const all = text.split(",").map((one) => one.trim());
    return [...new Set(all)].filter((one) => one !== "");
}

function known<T extends string>(option: string, text: string, allowed: readonly T[]): T {
    const found = allowed.find((one) => one === text);
    if (found === undefined) throw refusal(option, text, allowed.join(", "));
    return found;
}

function refusal(option: string, found: string, allowed: string): LabError {
    return new LabError({
        where: `chaos ${option}`,
        found,
        allowed,
        cure: "npm run chaos -- --help",
    });
}
