import { shown, text } from "../json.ts";
import { kubeObject } from "../kube-object.ts";
import { UNKNOWN } from "../planned.ts";
import { podOf } from "../pod.ts";
import type { Rule } from "../rule.ts";

/** Every image has a digest, or a tag that is not `latest`: the same stack is the same shop tomorrow. */
export const imagesPinned: Rule = {
    name: "images-pinned",
    description: "Every image has a digest, or a tag other than latest.",
    check(resource) {
        const object = kubeObject(resource);
        const pod = object && podOf(object, resource.props);
        if (object === undefined || pod === undefined) return [];
        return pod.containers.flatMap(({ name, path, spec }) => {
            const { image } = spec;
            // A patch names only what it changes.
            if (image === UNKNOWN || (object.isPatch && image === undefined)) return [];
            if (isPinned(text(image) ?? "")) return [];
            return {
                what: `image of ${name}`,
                where: `${object.title}, ${path}.image`,
                found: shown(image),
                allowed: "an image with a digest, or with a tag other than latest",
                cure: "name the version that was tried, such as redis:8.0.2",
            };
        });
    },
};

/** Whether a reference names one image and no other. A colon before the last slash is a registry's port. */
function isPinned(image: string): boolean {
    if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
    const tag = /^[^:@]+:([\w.-]+)$/.exec(image.slice(image.lastIndexOf("/") + 1))?.[1];
    return tag !== undefined && tag !== "latest";
}
