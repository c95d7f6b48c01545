import { run, engineProblem, failure } from "../images/engine.ts";
import { judge } from "./decide.ts";
import type { Seen, Verdict } from "./decide.ts";
import { clusterFolder, completed, markerOf, ownerOf } from "./marker.ts";

export interface Observation extends Verdict {
    name: string;
    /** Identity of the node container; changes when the cluster is made anew. */
    identity?: string;
    /** Port of 127.0.0.1 that leads to the shop. */
    httpPort?: number;
    /** Name of the node container. */
    node?: string;
    /** When the node was started last. */
    startedAt?: string;
}

/** What there is of a cluster of that name; asks the Docker engine once, changes nothing. */
export async function observe(name: string): Promise<Observation> {
    const seen = await look(name);
    const verdict = judge(seen, {
        self: ownerOf(clusterFolder(name)) ?? "",
        completed: completed(name),
        ownerNow:
            seen?.marker === undefined ? undefined : ownerOf(seen.marker.folder, seen.marker.owner),
    });
    return {
        name,
        ...verdict,
        ...(seen === undefined
            ? {}
            : { identity: seen.container, node: seen.node, startedAt: seen.startedAt }),
        ...(seen?.httpPort === undefined ? {} : { httpPort: seen.httpPort }),
    };
}

/** The parts of `docker container inspect` that are read. */
interface Inspected {
    Id: string;
    Name: string;
    State: { Running: boolean; StartedAt: string };
    Config: { Labels: Record<string, string> | null };
    HostConfig: {
        Binds: string[] | null;
        PortBindings: Record<string, { HostPort: string }[] | null> | null;
    };
}

/** The node of the cluster; of several, the control plane, which a lab's cluster consists of. */
async function look(name: string): Promise<Seen | undefined> {
    const control = `${name}-control-plane`;
    const [inspected, listed] = await Promise.all([
        run("docker", ["container", "inspect", control]),
        // A container of the cluster that isn't its control plane is somebody else's, too.
        run("docker", [
            "ps",
            "--all",
            "--filter",
            `label=io.x-k8s.kind.cluster=${name}`,
            "--format",
            "{{.Names}}",
        ]),
    ]);
    if (listed.code !== 0) throw failure(listed, "containers of the Docker engine");
    if (inspected.code !== 0) {
        const problem = engineProblem(inspected);
        if (problem !== undefined) throw problem;
        const [node] = listed.stdout.split("\n");
        if (node === undefined || node === "") return undefined;
        return {
            node,
            container: node,
            running: true,
            startedAt: new Date().toISOString(),
            marker: undefined,
            httpPort: undefined,
        };
    }
    const [found] = JSON.parse(inspected.stdout) as Inspected[];
    return found === undefined ? undefined : seenIn(found);
}

function seenIn(found: Inspected): Seen {
    const ports = Object.entries(found.HostConfig.PortBindings ?? {});
    const shop = ports.find(([port]) => port === "30001/tcp")?.[1]?.[0];
    return {
        node: found.Name.replace(/^\//, ""),
        container: found.Id,
        running: found.State.Running,
        startedAt: found.State.StartedAt,
        marker: markerOf(found.HostConfig.Binds ?? []),
        httpPort: shop === undefined ? undefined : Number(shop.HostPort),
    };
}
