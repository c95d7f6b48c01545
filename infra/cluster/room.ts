import { LabError } from "../../components/kit/error.ts";
import { run, engineProblem } from "../images/engine.ts";

/** What pods ask for, or a node can give. */
export interface Room {
    cpuMilli: number;
    memoryMi: number;
}

/**
 * What the lab's own node asks for itself: the control plane with its requests lowered, DNS, storage.
 * The default requests of kube-system (0.95 CPU) would not leave a 2-core node enough for the shop.
 */
export const SYSTEM_REQUESTS: Room = { cpuMilli: 350, memoryMi: 130 };

/**
 * Whether pods fit beside kube-system. A pod that doesn't stays Pending, and what waits for it hangs:
 * so this is asked before anything is created.
 *
 * @param requests sum over all pods that have to run at once
 * @param allocatable what the nodes can give
 * @throws LabError naming what lacks
 */
export function checkRoom(requests: Room, allocatable: Room): void {
    const free = {
        cpuMilli: allocatable.cpuMilli - SYSTEM_REQUESTS.cpuMilli,
        memoryMi: allocatable.memoryMi - SYSTEM_REQUESTS.memoryMi,
    };
    if (requests.cpuMilli <= free.cpuMilli && requests.memoryMi <= free.memoryMi) return;
    throw new LabError({
        where: "room on the cluster's node",
        found: `the pods request ${requests.cpuMilli}m CPU and ${requests.memoryMi}Mi`,
        allowed: `${free.cpuMilli}m CPU and ${free.memoryMi}Mi (the node's ${allocatable.cpuMilli}m and ${allocatable.memoryMi}Mi less kube-system)`,
        cure: "give Docker more CPU or memory, or lower the requests in components/shop/topology.ts",
    });
}

/** What a kind node on this Docker engine will have: all the engine's cores and memory. */
export async function engineRoom(): Promise<Room> {
    const outcome = await run("docker", ["info", "--format", "{{.NCPU}} {{.MemTotal}}"]);
    const problem = outcome.code === 0 ? undefined : engineProblem(outcome);
    if (problem !== undefined) throw problem;
    const [cpus = "0", bytes = "0"] = outcome.stdout.trim().split(" ");
    return { cpuMilli: Number(cpus) * 1000, memoryMi: Math.floor(Number(bytes) / 2 ** 20) };
}
