import { containerProbe, containerResources, environment } from "../../components/shop/pod.ts";
import { withCpuShare } from "../../components/shop/cpu-share.ts";
import { ownImages } from "../../components/shop/own-images.ts";
import type { ServicePlan, StorePlan } from "../../components/shop/plan.ts";
import type { Former, FormerContainer } from "../../incidents/faults/effect.ts";

/**
 * The healthy shop as the baseline is written down, for faults that are planned without a cluster.
 * @param cpuShare share of its CPU limits that it gets
 */
export function writtenShop(cpuShare = 1): Former {
    const { services, stores } = withCpuShare(
        ownImages((name) => `sock-shop-lab/${name}:content`),
        cpuShare,
    );
    const service = (name: string): ServicePlan | undefined => services[name];
    const store = (name: string): StorePlan | undefined => stores[name];
    return {
        deployment: (name) => {
            const container = containerOf(name, service(name) ?? store(name));
            return { replicas: 1, template: { spec: { containers: [container] } } };
        },
        service: (name) => ({ selector: { name }, ports: portsOf(service(name), store(name)) }),
        autoscalerOf: () => undefined,
        policies: [],
    };
}

function containerOf(name: string, plan: ServicePlan | StorePlan | undefined): FormerContainer {
    if (plan === undefined) throw new Error(`no workload ${name}`);
    const { topology } = plan;
    const port = "containerPort" in topology ? topology.containerPort : 0;
    const liveness = "liveness" in topology ? topology.liveness : undefined;
    return {
        name,
        image: plan.image,
        resources: containerResources(topology.resources),
        ...("settings" in plan ? { env: environment(plan.settings) } : {}),
        ...(liveness === undefined ? {} : { livenessProbe: containerProbe(liveness, port) }),
        readinessProbe: containerProbe(topology.readiness, port),
    } as FormerContainer;
}

function portsOf(
    service: ServicePlan | undefined,
    store: StorePlan | undefined,
): { name: string; port: number; targetPort: number }[] {
    if (service !== undefined) {
        return [{ name: "http", port: 80, targetPort: service.topology.containerPort }];
    }
    return Object.entries(store?.topology.ports ?? {}).map(([name, port]) => ({
        name,
        port,
        targetPort: port,
    }));
}
