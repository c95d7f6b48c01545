/** When an object that runs nothing counts as ready. Other kinds than these and the workloads are ready at once. */
import { equal } from "../../protocol/property.ts";
import { at, listAt, mapAt, textAt, type KubeObject } from "../kube-object.ts";
import { READY, waiting, type Verdict } from "./verdict.ts";

/**
 * A claim is bound, except where its volume is only made for the first Pod that uses it: then there is nothing to
 * wait for. `bindingMode` is that of its storage class, undefined where it has none.
 */
export function claimVerdict(object: KubeObject, bindingMode: string | undefined): Verdict {
    const phase = textAt(object, "status", "phase") ?? "Pending";
    if (phase === "Bound" || bindingMode === "WaitForFirstConsumer") return READY;
    return waiting(`the PersistentVolumeClaim is ${phase}`);
}

export function volumeVerdict(object: KubeObject): Verdict {
    const phase = textAt(object, "status", "phase") ?? "Pending";
    return phase === "Available" || phase === "Bound"
        ? READY
        : waiting(`the PersistentVolume is ${phase}`);
}

export function quotaVerdict(object: KubeObject): Verdict {
    const isSet = equal(mapAt(object, "spec", "hard"), mapAt(object, "status", "hard"));
    return isSet ? READY : waiting("the ResourceQuota's limits are not in force yet");
}

/** Whether a Service is to be backed by ready Pods: not without a selector, not an external name, not a headless one. */
export function needsEndpoints(object: KubeObject): boolean {
    const selector = mapAt(object, "spec", "selector");
    const isHeadless = at(object, "spec", "clusterIP") === "None";
    return (
        Object.keys(selector).length > 0 &&
        at(object, "spec", "type") !== "ExternalName" &&
        !isHeadless
    );
}

/** A Service has a ready address behind it, and one in front of it where it is to get a load balancer. */
export function serviceVerdict(object: KubeObject, endpointSlices: readonly KubeObject[]): Verdict {
    if (needsEndpoints(object) && !endpointSlices.some(hasReadyAddress)) {
        return waiting(
            "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not " +
                "match labels on any Pods",
        );
    }
    const isBalanced = at(object, "spec", "type") === "LoadBalancer";
    if (isBalanced && listAt(object, "status", "loadBalancer", "ingress").length === 0) {
        return waiting(
            "Service was not allocated an IP address; does your cloud provider support this?",
        );
    }
    return READY;
}

function hasReadyAddress(slice: KubeObject): boolean {
    return listAt(slice, "endpoints").some(
        (endpoint) =>
            listAt(endpoint, "addresses").length > 0 &&
            at(endpoint, "conditions", "ready") !== false,
    );
}
