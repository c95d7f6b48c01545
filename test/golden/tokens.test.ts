import assert from "node:assert/strict";
import { stackNames } from "../../infra/config/stack-file.ts";
import { offlineRenderer } from "../../infra/review/render.ts";

/** Whose pods get a token, by account, and what for. Nobody else's do. */
const NEED_A_TOKEN: Readonly<Record<string, string>> = {
    keeper: "ends incidents and kills pods",
    prometheus: "finds what it reads, and reads the kubelets' figures",
    "kube-state-metrics": "tells the state of the API server's objects as figures",
    vlagent: "finds the pods whose lines it carries",
    "metrics-server": "reads the kubelets' figures for autoscalers",
};

interface PodSpec {
    containers: unknown[];
    serviceAccountName?: string;
    automountServiceAccountToken?: boolean;
}

/** Every pod that a resource describes, at whatever depth. */
function podsIn(value: unknown): PodSpec[] {
    if (typeof value !== "object" || value === null) return [];
    const own = "containers" in value && Array.isArray(value.containers) ? [value as PodSpec] : [];
    return [...own, ...Object.values(value).flatMap(podsIn)];
}

// A token in a pod is a way into the API server for whatever runs there.
describe("service accounts' tokens", () => {
    const render = offlineRenderer();
    const used = new Set<string>();

    for (const stack of stackNames()) {
        it(`${stack} mounts one only where its pod asks the API server`, async () => {
            const { resources } = await render(stack);
            const pods = resources.flatMap(({ type, name, inputs }) =>
                // A patch names the fields it changes, and no pod.
                type.endsWith("Patch")
                    ? []
                    : podsIn(inputs).map((pod) => ({ where: `${type} ${name}`, pod })),
            );
            assert.ok(pods.length > 0, `${stack} describes no pod: nothing was looked at`);
            for (const { where, pod } of pods) {
                if (pod.automountServiceAccountToken === false) continue;
                const account = pod.serviceAccountName ?? "default";
                assert.ok(
                    account in NEED_A_TOKEN,
                    `${where} mounts the token of ${account}: set automountServiceAccountToken to false, or say here what for`,
                );
                used.add(account);
            }
        });
    }
    it("are needed by everybody who is said to", () => {
        assert.deepEqual([...used].sort(), Object.keys(NEED_A_TOKEN).sort());
    });
});
