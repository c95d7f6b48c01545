import { expressionOf } from "./promql.ts";
import type { Signal } from "./signal.ts";

/** The least and the most that a measure can be, where its unit says so. */
const BOUNDS: Readonly<Record<Signal["unit"], readonly [number, number]>> = {
    share: [0, 1],
    seconds: [0, Number.POSITIVE_INFINITY],
    count: [0, Number.POSITIVE_INFINITY],
};

/**
 * Why a signal can never fire, as the documented "CPU > 400m" under a limit of 300m; undefined where its
 * figures don't forbid it.
 */
export function neverFires(signal: Signal): string | undefined {
    const [least, bound] = BOUNDS[signal.unit];
    const most = signal.most ?? bound;
    const { compare, threshold } = signal;
    const reached = {
        ">": most > threshold,
        ">=": most >= threshold,
        "<": least < threshold,
        "<=": least <= threshold,
    }[compare];
    if (!reached) {
        return `${signal.name} can never fire: ${compare} ${threshold}, and the measure goes from ${least} to ${most}`;
    }
    // A target is a pod: when there is none, there is no `up` either.
    if (/\bup\{[^}]*job="[^"]+"[^}]*\}/.test(expressionOf(signal)) && compare.startsWith("<")) {
        return `${signal.name} can never fire without a pod: its target, and \`up\` with it, goes with the last one`;
    }
    return undefined;
}
