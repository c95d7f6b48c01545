import type { KubeTarget } from "../../components/kube/credentials.ts";
import type { Incident } from "../incident.ts";
import type { RunWriter } from "../evidence/write/run-writer.ts";
import type { Pace } from "./point.ts";

/** What a proof needs of the engine: the three commands a person would type. */
export interface Engine {
    /** Exit code of `pulumi preview --expect-no-changes --refresh` of the baseline, and its output. */
    previewUnchanged(stack: string): Promise<{ code: number; output: string }>;
    up(stack: string): Promise<{ code: number; output: string }>;
    destroy(stack: string): Promise<{ code: number; output: string }>;
}

export interface ProofOptions {
    incident: Incident;
    stack: string;
    baselineStack: string;
    cluster: KubeTarget;
    /** Address of the shop on the host. */
    url: string;
    engine: Engine;
    /** Documented: watched until the load has ended. Short: until the signature has held twice. Default short. */
    pace?: Pace;
    /** How long to wait for the signature. Default 120 s, and as long as the load runs. */
    redTimeoutMs?: number;
    /** How long to wait for the witness's green after the recovery. Default 120 s. */
    greenTimeoutMs?: number;
    /**
     * Looks at something besides, once the signature was watched and before it is taken away; each line that it gives
     * makes the proof invalid.
     */
    whileApplied?: () => Promise<string[]>;
    /** Ends the watching: the incident is destroyed, and the proof is not valid. */
    signal?: AbortSignal;
    /** Where what was seen is kept. Default nowhere. */
    writer?: RunWriter;
    /** One line of progress. */
    say: (line: string) => void;
}
