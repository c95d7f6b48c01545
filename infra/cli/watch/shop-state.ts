import type { Phase } from "./phase.ts";

/** What one source told, or why it couldn't. */
export type Seen<T> = { value: T; problem?: undefined } | { value?: undefined; problem: string };

/** An incident in the cluster. */
export interface IncidentPhase {
    /** Its stack; during a drill that was not revealed, what stands for it. */
    name: string;
    phase: Phase;
    /** When its former state was recorded, just before its first change; UTC. */
    since?: string;
    /** When it ends, or ended, by itself; UTC. */
    expires?: string;
}

/** Product pages of the last {@link DOOR_WINDOW_S} seconds, one a second, through the host port. */
export interface DoorFigures {
    pages: number;
    /** Those that did not come, or say an error. */
    failures: number;
    /** 95th percentile of the waits in milliseconds, failed ones included; null without a page. */
    p95Ms: number | null;
    /** What the newest failure says; null where none failed. */
    lastError: string | null;
}

export const DOOR_WINDOW_S = 60;

/** An alert rule of Prometheus whose condition holds. */
export interface AlertState {
    name: string;
    severity: string;
    state: "pending" | "firing";
    /** Since when the condition holds, UTC. */
    since: string;
}

/** A Deployment of the shop. */
export interface WorkloadState {
    name: string;
    wanted: number;
    available: number;
    /** Of the containers of its pods that are there. */
    restarts: number;
}

/** The queue of shipments, by the broker itself. */
export interface QueueState {
    messages: number;
    consumers: number;
}

/** A load that runs, whoever started it. */
export interface LoadFiguresNow {
    users: number;
    requestsPerSecond: number;
    failuresPerSecond: number;
    /** Null where nothing was answered in the last seconds. */
    p95Ms: number | null;
    /** Whether users are still coming or going. */
    isChanging: boolean;
}

/** The shop at one moment. */
export interface ShopState {
    /** UTC. */
    at: string;
    incidents: Seen<IncidentPhase[]>;
    door: DoorFigures;
    alerts: Seen<AlertState[]>;
    workloads: Seen<WorkloadState[]>;
    queue: Seen<QueueState>;
    loads: Seen<LoadFiguresNow[]>;
}
