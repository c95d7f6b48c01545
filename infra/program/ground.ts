import type { FaultContext } from "../../incidents/faults/effect.ts";
import type { FaultPlan } from "../../incidents/faults/plan.ts";
import type { Fault } from "../../incidents/faults/fault.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import type { ShopImage } from "../../components/shop/own-images.ts";
import type { Calibration } from "../../load/calibration.ts";
import type { Pace } from "../../load/load.schema.ts";
import type { ImageSource } from "../images/source.ts";
import type { BaselineConfig } from "../config/schema.ts";
import type { MonitoringImage } from "./monitoring-parts.ts";

/** A baseline that an incident can be laid over. */
export interface BaselineFacts {
    /** Stack of the baseline. */
    stack: string;
    kubeconfig: string;
    context: string;
    /** Changes when the cluster is made anew. */
    identity: string;
    loadImage: string;
    keeperImage: string;
    networkProxyImage: string;
    /** Which images its shop is made of. */
    images: BaselineConfig["images"];
    /** Share of the documented CPU limits that it gives. */
    cpuShare: number;
}

/** What a fault is told of the stack it belongs to. */
export function faultContext(stack: string, baseline: BaselineFacts): FaultContext {
    const { keeperImage, networkProxyImage, cpuShare } = baseline;
    return { stack, images: { keeper: keeperImage, networkProxy: networkProxyImage }, cpuShare };
}

/**
 * All that a program asks of the world besides its resources. The real one looks at Docker and the
 * cluster; the one of previews and golden files answers from what the baseline's program makes, so that
 * every stack can be rendered without a cluster.
 */
export interface Ground {
    /** Where images come from, decided once. */
    imageSource(wanted: BaselineConfig["imageSource"]): Promise<ImageSource>;
    /** Content-addressed reference of one of our images. */
    imageRef(
        name:
            | ShopImage
            | MonitoringImage
            | "load-generator"
            | "metrics-server"
            | "network-proxy"
            | "keeper",
        source: ImageSource,
    ): string;
    /**
     * Makes sure that the cluster may be used, starts a stopped node, and says whether one is missing.
     * @returns a text never used before where the cluster has to be made, else undefined
     */
    missingCluster(name: string, httpPort: number): Promise<string | undefined>;
    /**
     * Whether pods with these requests fit on a node of the lab's own.
     * @throws LabError if they don't
     */
    checkRoom(requests: { cpuMilli: number; memoryMi: number }): Promise<void>;
    /**
     * Who serves the metrics API of an existing cluster; undefined: nobody, or the lab's own metrics-server.
     * @throws LabError if the cluster doesn't answer
     */
    foreignMetrics(cluster: KubeTarget): Promise<string | undefined>;
    /** Whether a Helm chart of that repository can be had here. */
    hasHelmCharts(repository: string): Promise<boolean>;
    /** A password of this checkout, the same at every run. */
    password(name: string): string;
    /**
     * Makes sure that no incident is up over this stack, a baseline.
     * @throws LabError naming those that are
     */
    requireNoIncident(cluster: KubeTarget): Promise<void>;
    /** The baseline's outputs. @throws LabError if it isn't up */
    baseline(stack: string): Promise<BaselineFacts>;
    /**
     * What the faults amount to, laid over what is there.
     * @throws LabError if the baseline isn't green, another incident holds a target, or a value can't be
     */
    planFaults(stack: string, baseline: BaselineFacts, faults: Fault[]): Promise<FaultPlan>;
    /** What this machine was measured to take, or undefined where nobody measured. */
    calibration(): Calibration | undefined;
    /** Which of a load's durations counts: the environment's word, else the stack file's. @throws LabError */
    pace(written: Pace): Pace;
    /** Says a line to the person at the terminal. */
    say(line: string): void;
}
