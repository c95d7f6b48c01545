import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { AutoscalerSample, AutoscalerState, ReadingParts } from "../reading-parts.ts";
import type { Part } from "./part.ts";

const AUTOSCALERS = collectionPath({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    namespace: SHOP_NAMESPACE,
});

interface MetricView {
    resource?: {
        name?: string;
        target?: { averageUtilization?: number };
        current?: { averageUtilization?: number };
    };
}

interface AutoscalerView {
    spec?: { scaleTargetRef?: { name?: string }; metrics?: MetricView[] };
    status?: {
        currentReplicas?: number;
        desiredReplicas?: number;
        currentMetrics?: MetricView[];
        conditions?: { type: string; status: string; reason?: string }[];
    };
}

/** What the autoscalers of the shop see and want. A healthy shop has none. */
export class AutoscalerWatch implements Part {
    readonly name = "autoscalers";
    readonly pauseMs = 1_000;
    readonly #kube: Pick<KubeClient, "list">;
    #samples: AutoscalerSample[] = [];

    constructor(kube: Pick<KubeClient, "list">) {
        this.#kube = kube;
    }

    async look(): Promise<void> {
        const samples = this.#samples;
        const found = await this.#kube.list(AUTOSCALERS);
        samples.push({ atMs: Date.now(), autoscalers: found.map(stateOf) });
    }

    began(): void {
        this.#samples = [];
    }

    lacks(): string | undefined {
        return this.#samples.length === 0 ? "autoscalers: not read yet" : undefined;
    }

    complaint(): string | undefined {
        const [first] = this.#samples.at(-1)?.autoscalers ?? [];
        return first === undefined ? undefined : `${first.target}: autoscaler ${first.name}`;
    }

    reading(): Partial<ReadingParts> {
        return { autoscalers: [...this.#samples] };
    }
}

function stateOf(object: KubeObject): AutoscalerState {
    const { spec, status } = object as unknown as AutoscalerView;
    // The lab's own have one metric, as the documented ones do.
    const metric = spec?.metrics?.[0]?.resource;
    const current = status?.currentMetrics?.find((one) => one.resource?.name === metric?.name);
    return {
        name: object.metadata.name,
        target: spec?.scaleTargetRef?.name ?? "",
        metric: metric?.name,
        targetPercent: metric?.target?.averageUtilization,
        currentPercent: current?.resource?.current?.averageUtilization,
        currentReplicas: status?.currentReplicas ?? 0,
        desiredReplicas: status?.desiredReplicas ?? 0,
        conditions: Object.fromEntries(
            (status?.conditions ?? []).map(({ type, status: is, reason = "" }) => [
                type,
                `${is} ${reason}`.trim(),
            ]),
        ),
    };
}
