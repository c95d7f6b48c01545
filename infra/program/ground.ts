import type { FieldChange } from "../../incidents/faults/effect.ts";
import type { Fault } from "../../incidents/faults/fault.ts";
import type { ShopImage } from "../../components/shop/own-images.ts";
import type { ImageSource } from "../images/source.ts";
import type { BaselineConfig } from "../config/schema.ts";

/** A baseline that an incident can be laid over. */
export interface BaselineFacts {
    /** Stack of the baseline. */
    stack: string;
    kubeconfig: string;
    context: string;
    /** Changes when the cluster is made anew. */
    identity: string;
    loadImage: string;
    /** Which images its shop is made of. */
    images: BaselineConfig["images"];
}

/**
 * All that a program asks of the world besides its resources. The real one looks at Docker and the
 * cluster; the one of the golden files answers from the healthy shop as it is written down, so that
 * every stack can be rendered without a cluster.
 */
export interface Ground {
    /** Where images come from, decided once. */
    imageSource(wanted: BaselineConfig["imageSource"]): Promise<ImageSource>;
    /** Content-addressed reference of one of our images. */
    imageRef(name: ShopImage | "load-generator", source: ImageSource): string;
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
    /** A password of this checkout, the same at every run. */
    password(name: string): string;
    /** The baseline's outputs. @throws LabError if it isn't up */
    baseline(stack: string): Promise<BaselineFacts>;
    /**
     * What each fault would change, with the old values.
     * @throws LabError if the baseline isn't green, another incident holds a target, or a value can't be
     */
    planFaults(stack: string, baseline: BaselineFacts, faults: Fault[]): Promise<FieldChange[]>;
    /** Text of a load profile. */
    profile(name: string): string;
    /** Says a line to the person at the terminal. */
    say(line: string): void;
}
