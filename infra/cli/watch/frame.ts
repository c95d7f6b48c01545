import type { AlertState, Seen, ShopState, WorkloadState } from "./shop-state.ts";
import { ageText, doorText, incidentText, loadText, queueText, timeOf } from "./words.ts";

export type Tone = "good" | "warning" | "bad" | "faint";

/** Gives a text its colour, or leaves it where there is none. */
export type Paint = (tone: Tone, text: string) => string;

export interface FrameArgs {
    /** Address of the shop. */
    url: string;
    state: ShopState;
    /** The first one that was seen: restarts since then are marked. */
    first: ShopState;
    /** Width of the terminal. */
    columns: number;
    paint: Paint;
}

const LABEL_WIDTH = 11;
/** Two workloads a line from here on. */
const CELL_WIDTH = 38;

/** The state as lines for a terminal. They may be wider than it is: who shows them cuts them off. */
export function frameOf({ url, state, first, columns, paint }: FrameArgs): string[] {
    const { at, incidents, door, alerts, workloads, queue, loads } = state;
    const now = new Date(at);
    const line = (label: string, text: string): string =>
        `${paint("faint", label.padEnd(LABEL_WIDTH))}${text}`;
    const told = <T>(seen: Seen<T>, tell: (value: T) => string): string =>
        seen.value === undefined ? paint("warning", `not seen: ${seen.problem}`) : tell(seen.value);
    const isSlow = (door.p95Ms ?? 0) >= 1000;
    return [
        line("shop", `${url}  ${at.slice(0, 10)} ${timeOf(at)} UTC`),
        line(
            "incident",
            told(incidents, (all) =>
                all.length === 0
                    ? "none"
                    : all
                          .map((one) => `${incidentText(one)} (${ageText(one, now)})`)
                          .map((text) => paint("warning", text))
                          .join("; "),
            ),
        ),
        line(
            "front door",
            paint(door.failures > 0 ? "bad" : isSlow ? "warning" : "good", doorText(door)),
        ),
        line(
            "firing",
            told(alerts, (all) => alertsText(all, "firing", paint)),
        ),
        line(
            "pending",
            told(alerts, (all) => alertsText(all, "pending", paint)),
        ),
        line(
            "queue",
            told(queue, (value) => paint(value.consumers === 0 ? "bad" : "good", queueText(value))),
        ),
        line("load", told(loads, loadText)),
        "",
        ...(workloads.value === undefined
            ? [
                  line(
                      "workloads",
                      told(workloads, () => ""),
                  ),
              ]
            : inColumns(
                  workloads.value.map((one) => cellOf(one, first.workloads.value, paint)),
                  columns,
              )),
    ];
}

function alertsText(
    alerts: readonly AlertState[],
    state: AlertState["state"],
    paint: Paint,
): string {
    const own = alerts.filter((one) => one.state === state);
    if (own.length === 0) return "none";
    return own
        .map(({ name, since, severity }) => {
            const tone = state === "firing" && severity === "critical" ? "bad" : "warning";
            return paint(tone, `${name} since ${timeOf(since)}`);
        })
        .join(", ");
}

function cellOf(
    { name, available, wanted, restarts }: WorkloadState,
    first: readonly WorkloadState[] | undefined,
    paint: Paint,
): string {
    const before = first?.find((one) => one.name === name)?.restarts ?? restarts;
    const rise = restarts > before ? ` (+${restarts - before})` : "";
    const text = `${name.padEnd(18)}${`${available}/${wanted}`.padEnd(6)}${`${restarts} restarts${rise}`}`;
    const isWell = available >= wanted && wanted > 0;
    return paint(isWell ? (rise === "" ? "good" : "warning") : "bad", text.padEnd(CELL_WIDTH));
}

/** As many cells a line as there is room for, read downwards. */
function inColumns(cells: readonly string[], columns: number): string[] {
    const across = Math.max(1, Math.floor(columns / CELL_WIDTH));
    const rows = Math.ceil(cells.length / across);
    return Array.from({ length: rows }, (_, row) =>
        Array.from({ length: across }, (_, column) => cells[column * rows + row] ?? "")
            .join("")
            .trimEnd(),
    );
}
