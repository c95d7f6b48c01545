import type { KubeClient } from "../../components/kube/client.ts";
import type { Looks } from "../reading-parts.ts";
import { BrokerWatch } from "./broker-watch.ts";
import { Customer } from "./customer.ts";
import { DeploymentWatch } from "./deployment-watch.ts";
import { LogCounter } from "./log-counter.ts";
import type { Part } from "./part.ts";

/** The parts that an incident's signature needs. */
export function partsFor(looks: Looks, kube: KubeClient, url: string): Part[] {
    return [
        ...(looks.orders ? [new Customer(url)] : []),
        ...(looks.broker ? [new BrokerWatch(kube)] : []),
        ...(looks.deployments ? [new DeploymentWatch(kube)] : []),
        ...(looks.logs ? [new LogCounter(kube, looks.logs)] : []),
    ];
}
