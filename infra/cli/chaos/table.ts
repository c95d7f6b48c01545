import { markdownTable } from "markdown-table";
import type { Played } from "./round.ts";

/** A round as one line, as soon as it has been played. */
export function roundLine(seed: number, played: Played): string {
    const { round, incident, operation, recovery, because } = played;
    const { what, at, event } = cells(played);
    const result = played.ok ? "at the baseline" : `NOT: ${because.join("; ")}`;
    return (
        `seed ${seed}, round ${round}: ${incident} ${operation}, ${what} at ${at} s (${event}), ` +
        `back by ${recovery} in ${played.recoverySeconds.toFixed(1)} s: ${result} (${played.seconds.toFixed(0)} s)`
    );
}

/**
 * Every round as a row, then the sum, then the reasons of each that did not come back.
 * @param planned rounds that there were to be
 * @param again the command that plays a round again
 */
export function chaosTable(
    seed: number,
    rounds: readonly Played[],
    planned: number,
    again: (round: number) => string,
): string {
    const table = markdownTable(
        [
            [
                "round",
                "incident",
                "command",
                "struck",
                "at, s",
                "engine's last line",
                "tries",
            ].concat(["back by", "in, s", "baseline", "all, s"]),
            ...rounds.map((one) => [
                String(one.round),
                one.incident,
                one.operation,
                cells(one).what,
                cells(one).at,
                cells(one).event,
                String(one.tooLate + 1),
                one.recovery,
                one.recoverySeconds.toFixed(1),
                one.ok ? "proven" : "NO",
                one.seconds.toFixed(0),
            ]),
        ],
        { align: ["r", "l", "l", "l", "r", "l", "r", "l", "r", "l", "r"] },
    );
    const good = rounds.filter((one) => one.ok).length;
    return [
        table,
        "",
        `${good} of ${planned} end at the proven baseline (seed ${seed})`,
        ...rounds
            .filter((one) => !one.ok)
            .flatMap((one) => [
                "",
                `round ${one.round}, again by: ${again(one.round)}`,
                ...one.because.map((reason) => `- ${reason}`),
            ]),
    ].join("\n");
}

/** Wide enough for what the engine was at; the whole line is in the summary. */
const EVENT_CHARACTERS = 60;

function cells({ struck }: Played): { what: string; at: string; event: string } {
    if (struck === undefined) return { what: "nobody", at: "–", event: "–" };
    return {
        what: struck.what,
        at: (struck.atMs / 1000).toFixed(1),
        event: struck.event.replace(/\s+/g, " ").slice(0, EVENT_CHARACTERS),
    };
}
