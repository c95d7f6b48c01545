import { readFileSync } from "node:fs";
import type { FormerDeployment, ResourcesOfContainer } from "../../incidents/faults/effect.ts";
import { changesFor } from "../../incidents/faults/plan.ts";
import { containerResources } from "../../components/shop/pod.ts";
import { SERVICES, STORES, type Resources } from "../../components/shop/topology.ts";
import type { Ground } from "../../infra/program/ground.ts";

/** The world as the baseline is written down: no cluster, no Docker, no keys. */
export function offlineGround(said: string[] = []): Ground {
    return {
        imageSource: () => Promise.resolve("closed"),
        // The real reference is a hash of the sources: in a golden file it would change with each of them.
        imageRef: (name) => `sock-shop-lab/${name}:content`,
        checkRoom: () => Promise.resolve(),
        missingCluster: () => Promise.resolve(undefined),
        password: (name) => `[secret: ${name}]`,
        baseline: () =>
            Promise.resolve({
                stack: "baseline",
                kubeconfig: ".state/kubeconfig-sockshop",
                context: "kind-sockshop",
                identity: "cluster-identity",
                loadImage: "sock-shop-lab/load-generator:content",
                images: "own",
            }),
        planFaults: (stack, _baseline, faults) =>
            Promise.resolve(changesFor(stack, faults, writtenSpec)),
        profile: (name) => readFileSync(`load/profiles/${name}.py`, "utf8"),
        say: (line) => void said.push(line),
    };
}

function writtenSpec(target: string): FormerDeployment {
    const all: Record<string, { resources: Resources }> = { ...SERVICES, ...STORES };
    const found = all[target];
    if (found === undefined) throw new Error(`no workload ${target}`);
    const resources = containerResources(found.resources) as ResourcesOfContainer;
    return { replicas: 1, template: { spec: { containers: [{ name: target, resources }] } } };
}
