import type { KubeClient } from "../../components/kube/client.ts";
import { openBroker } from "../broker/management.ts";
import type { Looks } from "../reading-parts.ts";
import { AutoscalerWatch } from "./autoscaler-watch.ts";
import { BackendWatch } from "./backend-watch.ts";
import { BrokerWatch } from "./broker-watch.ts";
import { Customer } from "./customer.ts";
import { DeploymentWatch } from "./deployment-watch.ts";
import { EventWatch } from "./event-watch.ts";
import { LogCounter } from "./log-counter.ts";
import { limitReader } from "./limit-reader.ts";
import type { Part } from "./part.ts";
import { RequestRate } from "./request-rate.ts";
import { TerminationWatch } from "./termination-watch.ts";

/** The parts that an incident's signature needs. */
export function partsFor(looks: Looks, kube: KubeClient, url: string): Part[] {
    return [
        ...(looks.orders ? [new Customer(url)] : []),
        ...(looks.broker
            ? [
                  new BrokerWatch(
                      kube,
                      looks.brokerPolicy ? limitReader(() => openBroker(kube)) : undefined,
                  ),
              ]
            : []),
        ...(looks.deployments ? [new DeploymentWatch(kube)] : []),
        ...(looks.logs ? [new LogCounter(kube, looks.logs)] : []),
        ...(looks.terminations ? [new TerminationWatch(kube)] : []),
        ...(looks.events ? [new EventWatch(kube)] : []),
        ...(looks.autoscalers ? [new AutoscalerWatch(kube)] : []),
        ...(looks.backends ? [new BackendWatch(kube)] : []),
        ...(looks.requests ? [new RequestRate(kube)] : []),
    ];
}
