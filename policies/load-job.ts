import { text } from "./json.ts";
import { type KubeObjectView, kubeObject } from "./kube-object.ts";
import type { PlannedResource } from "./planned.ts";
import { type ContainerView, environmentOf, podOf } from "./pod.ts";

/** Name of the image that the lab's load runs in (`load/image`). */
const LOAD_IMAGE = /(^|\/)load-generator[:@]/;

/** A container that puts load on something. */
export interface Generator {
    object: KubeObjectView;
    container: ContainerView;
    environment: ReadonlyMap<string, unknown>;
}

/** The load generators of a resource: by their image, or by Locust's own variable or program. */
export function generatorsOf(resource: PlannedResource): Generator[] {
    const object = kubeObject(resource);
    const pod = object && podOf(object, resource.props);
    if (object === undefined || pod === undefined) return [];
    return pod.containers
        .map((container) => ({ object, container, environment: environmentOf(container) }))
        .filter(({ container: { spec }, environment }) => {
            const words = [spec["command"], spec["args"]].flat().filter((one) => one !== undefined);
            return (
                LOAD_IMAGE.test(text(spec["image"]) ?? "") ||
                environment.has("LOCUST_HOST") ||
                words.some((word) => /(^|[\s/])locust(file\.py)?(\s|,|$)/.test(text(word) ?? ""))
            );
        });
}
