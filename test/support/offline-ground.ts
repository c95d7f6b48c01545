import { planFor } from "../../incidents/faults/plan.ts";
import { faultContext, type Ground } from "../../infra/program/ground.ts";
import { REFERENCE_CALIBRATION } from "./calibration.ts";
import { writtenShop } from "./written-shop.ts";

/** The world as the baseline is written down: no cluster, no Docker, no keys. */
export function offlineGround(said: string[] = []): Ground {
    return {
        imageSource: () => Promise.resolve("closed"),
        // The real reference is a hash of the sources: in a golden file it would change with each of them.
        imageRef: (name) => `sock-shop-lab/${name}:content`,
        checkRoom: () => Promise.resolve(),
        missingCluster: () => Promise.resolve(undefined),
        foreignMetrics: () => Promise.resolve(undefined),
        requireNoIncident: () => Promise.resolve(),
        hasHelmCharts: () => Promise.resolve(false),
        password: (name) => `[secret: ${name}]`,
        baseline: () =>
            Promise.resolve({
                stack: "baseline",
                kubeconfig: ".state/kubeconfig-sockshop",
                context: "kind-sockshop",
                identity: "cluster-identity",
                loadImage: "sock-shop-lab/load-generator:content",
                keeperImage: "sock-shop-lab/keeper:content",
                networkProxyImage: "sock-shop-lab/network-proxy:content",
                images: "own",
                cpuShare: 1,
            }),
        planFaults: (stack, baseline, faults) =>
            Promise.resolve(planFor(faultContext(stack, baseline), faults, writtenShop())),
        calibration: () => REFERENCE_CALIBRATION,
        pace: (written) => written,
        say: (line) => void said.push(line),
    };
}
