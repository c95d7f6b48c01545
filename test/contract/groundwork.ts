/** What the table of changes stands on. */
import type { ResourceSpec } from "./resource-spec.ts";

export const NAMESPACE = "contract";

/** The objects that the rows need: before them in the stack. */
export function groundwork(): ResourceSpec[] {
    const storageClass = (name: string, metadataName: string): ResourceSpec => ({
        name,
        type: "kubernetes:storage.k8s.io/v1:StorageClass",
        inputs: {
            metadata: { name: metadataName },
            provisioner: "contract/none",
            volumeBindingMode: "WaitForFirstConsumer",
        },
    });
    return [
        {
            name: "namespace",
            type: "kubernetes:core/v1:Namespace",
            inputs: { metadata: { name: NAMESPACE } },
        },
        storageClass("class-late", "contract-late"),
        storageClass("class-policy", "contract-later"),
    ];
}
