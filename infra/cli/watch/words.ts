import { span } from "../../../components/kit/time.ts";
import {
    type DoorFigures,
    DOOR_WINDOW_S,
    type IncidentPhase,
    type LoadFiguresNow,
    type QueueState,
} from "./shop-state.ts";

/** `12:00:05`, UTC. */
export function timeOf(iso: string): string {
    return iso.slice(11, 19);
}

/** `incident-8 applied, since 12:00:01, expires 12:30:01`; times are UTC. */
export function incidentText({ name, phase, since, expires }: IncidentPhase): string {
    const ends = phase === "ended by itself" ? "ended" : "expires";
    return [
        `${name} ${phase}`,
        ...(since === undefined ? [] : [`since ${timeOf(since)}`]),
        ...(expires === undefined ? [] : [`${ends} ${timeOf(expires)}`]),
    ].join(", ");
}

/** How long it has been there and how long it has left, by this machine's clock. */
export function ageText({ since, expires, phase }: IncidentPhase, now: Date): string {
    const age = since === undefined ? [] : [`${span(now.getTime() - Date.parse(since))} old`];
    const left = expires === undefined ? 0 : Date.parse(expires) - now.getTime();
    return [...age, ...(phase === "applied" && left > 0 ? [`${span(left)} left`] : [])].join(", ");
}

export function doorText({ pages, failures, p95Ms, lastError }: DoorFigures): string {
    if (p95Ms === null) return "not asked yet";
    const failed = `${failures} of ${pages} pages failed in ${DOOR_WINDOW_S} s`;
    return `95th percentile ${p95Ms} ms, ${failed}${lastError === null ? "" : ` (${lastError})`}`;
}

export function queueText({ messages, consumers }: QueueState): string {
    return `${counted(messages, "message")}, ${counted(consumers, "consumer")}`;
}

export function loadText(loads: readonly LoadFiguresNow[]): string {
    if (loads.length === 0) return "none";
    return loads
        .map(({ users, requestsPerSecond, failuresPerSecond, p95Ms }) =>
            [
                `${users} users`,
                `${round(requestsPerSecond)} requests/s`,
                `${round(failuresPerSecond)} failures/s`,
                ...(p95Ms === null ? [] : [`95th percentile ${round(p95Ms)} ms`]),
            ].join(", "),
        )
        .join("; ");
}

function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function round(value: number): number {
    return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
