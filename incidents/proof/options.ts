import type { KubeTarget } from "../../components/kube/credentials.ts";
import type { Incident } from "../incident.ts";

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
    /** How long to wait for the signature. Default 120 s. */
    redTimeoutMs?: number;
    /** One line of progress. */
    say: (line: string) => void;
}
