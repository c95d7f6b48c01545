import { parseDocument } from "yaml";
import type { Proof } from "../../incidents/proof/point.ts";
import type { Incident } from "../../incidents/incident.ts";
import { findIncident } from "../../incidents/catalog.ts";
import { seenPoint } from "../../incidents/proof/point.ts";

const FAULTS = ["config", "sock-shop:faults"];
const LOAD = ["config", "sock-shop:load"];
const CPU_LIMIT = [...LOAD, "saturation", "cpuLimit"];

/**
 * A stack file's text without what makes it an incident. That is its faults, with the load kept; or where
 * it has none, or the load is its cause, the load: it is then one of one user. A proof must find out.
 * @throws Error for a file with neither
 */
export function withoutFault(text: string, cause: Incident["cause"]): string {
    const document = parseDocument(text);
    const { config = {} } = document.toJS() as { config?: Record<string, unknown> };
    const faults = config["sock-shop:faults"];
    const hasFaults = Array.isArray(faults) && faults.length > 0;
    if (hasFaults && cause !== "load") {
        const limit = limitOf(faults, document.getIn([...LOAD, "saturation", "of"]));
        document.setIn(FAULTS, document.createNode([]));
        // The same load as with the fault, not one for a tier that has its limit back.
        if (limit !== undefined && !document.hasIn(CPU_LIMIT)) document.setIn(CPU_LIMIT, limit);
    } else if (config["sock-shop:load"] !== undefined) {
        document.deleteIn([...LOAD, "saturation"]);
        for (const key of ["users", "spawnRate"]) document.setIn([...LOAD, key], 1);
        if (document.hasIn([...LOAD, "workers"])) document.setIn([...LOAD, "workers"], 1);
    } else throw new Error("neither faults nor a load: nothing to leave out");
    return document.toString({ lineWidth: 0 });
}

/** Whether an incident, by its stack file's text, shows only once a load has piled up. */
export function isOverload(text: string, { cause, control, heals }: Incident): boolean {
    if (control) return false;
    // What heals with the end of its load came with it.
    return (
        cause === "load" ||
        heals !== undefined ||
        parseDocument(text).hasIn([...LOAD, "saturation"])
    );
}

/** The CPU limit that the faults of a stack file give to that tier. */
function limitOf(faults: unknown[], tier: unknown): string | undefined {
    type Limits = { target?: unknown; limits?: { cpu?: string } };
    const found = (faults as Limits[]).find(({ target, limits }) => target === tier && limits?.cpu);
    return found?.limits?.cpu;
}

/** Points that have to hold without the fault too. What only an incident leaves can't be recovered. */
const HELD = ["baseline green", "applied", "reverted", "baseline equal"];

/** Why a proof without the fault is no proof that the fault is needed; nothing where it is one. */
export function uncaught(proof: Proof): string[] {
    const incident = findIncident(proof.incident);
    if (incident === undefined) throw new Error(`no incident ${proof.incident}`);
    const holds = (name: string): boolean | undefined =>
        proof.points.find((point) => point.name === name)?.holds;
    const seen = seenPoint(incident);
    // No recovery replaces a pod that no fault has changed: it keeps count of what the load alone did to it.
    const restarted =
        proof.differences.length > 0 &&
        proof.differences.every(({ field }) => field === "restarts");
    const failed = HELD.filter(
        (name) => holds(name) !== true && !(restarted && name === "baseline equal"),
    );
    // With no load there was nothing that could have shown it.
    const idle = proof.invalidBecause.filter((reason) =>
        reason.startsWith("nothing else broke: the load "),
    );
    return [
        ...(holds(seen) === true ? [`${seen} holds without the fault`] : []),
        ...idle,
        ...failed.map(
            (name) =>
                proof.invalidBecause.find((reason) => reason.startsWith(`${name}:`)) ??
                `${name}: not reached`,
        ),
    ];
}
