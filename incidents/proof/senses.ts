import type { Evidence } from "../evidence/evidence.ts";
import type { Witness } from "../witness/witness.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { MonitoringView } from "./monitoring-view.ts";
import type { ProofOptions } from "./options.ts";

/** The witness as a proof uses it. */
export type ProofWitness = Pick<
    Witness,
    | "began"
    | "complaints"
    | "failures"
    | "forgetPages"
    | "healthyState"
    | "lacking"
    | "reading"
    | "readiness"
>;

/** Time as a proof takes it. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** @throws the reason of `signal` where that is aborted */
    pause(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a proof sees and asks. */
export interface Senses {
    witness: ProofWitness;
    cluster: ClusterView;
    monitoring: MonitoringView;
    clock: Clock;
}

export type RunOptions = Omit<ProofOptions, "cluster" | "url" | "writer"> & {
    /** Who keeps what is seen. Default nobody. */
    evidence?: Evidence;
};
