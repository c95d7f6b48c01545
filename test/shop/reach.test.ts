import assert from "node:assert/strict";
import { LAB_NAMESPACE, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { KubeClient, KubeError, type KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { takeSnapshot } from "../../incidents/evidence/snapshot.ts";
import { removeWithPods } from "../../incidents/recovery/remove.ts";
import { asTeller, asWitness } from "../../incidents/witness/identity.ts";
import { imageRef } from "../../infra/images/catalog.ts";
import { decidedSource } from "../../infra/images/source.ts";
import { locustPod } from "../../load/locust-pod.ts";
import { readyPod } from "../../components/kube/forward.ts";
import { sharedLab } from "../support/shop-hooks.ts";
import { until } from "../support/shop-until.ts";

const DEPLOYMENT = objectPath({
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
    name: "front-end",
});
const CONFIG_MAPS = (namespace: string): string =>
    collectionPath({ apiVersion: "v1", kind: "ConfigMap", namespace });
const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
const MAP = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "reach-test" } };

type Write = readonly [what: string, attempt: (kube: KubeClient) => Promise<unknown>];

/** Writes that change nothing even where they are allowed. */
const WRITES: readonly Write[] = [
    ...[SHOP_NAMESPACE, LAB_NAMESPACE].map((namespace): Write => [
        `make a ConfigMap in ${namespace}`,
        (kube) => kube.json("POST", `${CONFIG_MAPS(namespace)}?dryRun=All`, MAP),
    ]),
    [
        "scale a Deployment",
        (kube) =>
            kube.json(
                "PATCH",
                `${DEPLOYMENT}?dryRun=All`,
                { spec: { replicas: 0 } },
                "application/merge-patch+json",
            ),
    ],
    ["delete a Deployment", (kube) => kube.text("DELETE", `${DEPLOYMENT}?dryRun=All`)],
    [
        "delete a pod",
        async (kube) => {
            const { metadata } = await readyPod(kube, SHOP_NAMESPACE, "front-end");
            await kube.text("DELETE", `${PODS}/${metadata.name}?dryRun=All`);
        },
    ],
];

// What decides about an incident must not be able to make one; a load must not reach past the front door.
describe("who may do what", () => {
    let admin: KubeClient;
    let witness: KubeClient;
    let teller: KubeClient;

    before(async () => {
        const target = await sharedLab().target();
        admin = new KubeClient(target);
        witness = new KubeClient(asWitness(target));
        teller = new KubeClient(asTeller(target));
    });
    after(() => {
        for (const one of [admin, witness, teller]) one?.close();
    });

    for (const [what, attempt] of WRITES) {
        it(`refuses the witness to ${what}, which the user may`, async () => {
            await attempt(admin);
            for (const one of [witness, teller]) {
                await assert.rejects(
                    attempt(one),
                    (error) => error instanceof KubeError && error.status === 403,
                );
            }
        });
    }
    it("knows of no way for the witness into a container, or to a right", async () => {
        const asked = [
            ["create", "", "pods/exec"],
            ["get", "", "pods/exec"],
            ["create", "", "pods/attach"],
            ["create", "", "serviceaccounts/token"],
            ["create", "", "services/proxy"],
            ["create", "rbac.authorization.k8s.io", "rolebindings"],
            ["impersonate", "", "users"],
        ] as const;
        for (const [verb, group, resource] of asked) {
            assert.equal(await may(admin, verb, group, resource), true, `${verb} ${resource}`);
            assert.equal(await may(witness, verb, group, resource), false, `${verb} ${resource}`);
        }
    });
    it("lets the witness see all that the user sees of the shop", async () => {
        const [seen, all] = await Promise.all([witness, admin].map((kube) => takeSnapshot(kube)));
        assert.deepEqual(Object.keys(seen?.objects ?? {}), Object.keys(all?.objects ?? { x: 1 }));
        assert.deepEqual(seen?.rows, all?.rows);
    });
    it("keeps a load away from all but the front-end, where the network enforces it", async () => {
        const kindnet = "/apis/apps/v1/namespaces/kube-system/daemonsets/kindnet";
        const enforces = (await admin.find(kindnet)) !== undefined;
        const reached = await reachedFromLoad(admin);
        console.log(`      the network ${enforces ? "enforces" : "does not enforce"} policies`);
        assert.deepEqual(reached, { "front-end": true, catalogue: !enforces });
    });
});

async function may(
    kube: KubeClient,
    verb: string,
    group: string,
    resource: string,
): Promise<boolean> {
    const [kind, subresource] = resource.split("/");
    const { status } = await kube.json<{ status: { allowed: boolean } }>(
        "POST",
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        {
            apiVersion: "authorization.k8s.io/v1",
            kind: "SelfSubjectAccessReview",
            spec: {
                resourceAttributes: {
                    namespace: SHOP_NAMESPACE,
                    verb,
                    group,
                    resource: kind,
                    ...(subresource === undefined ? {} : { subresource }),
                },
            },
        },
    );
    return status.allowed;
}

const KNOCK = `
import json, socket
def reached(host, port):
    try:
        socket.create_connection((host, port), 3).close()
        return True
    except OSError:
        return False
print(json.dumps({
    "front-end": reached("front-end.sock-shop.svc.cluster.local", 80),
    "catalogue": reached("catalogue.sock-shop.svc.cluster.local", 80),
}))
`;

/** Where a pod of a load comes to. */
async function reachedFromLoad(kube: KubeClient): Promise<unknown> {
    const ref = {
        apiVersion: "batch/v1",
        kind: "Job",
        namespace: LAB_NAMESPACE,
        name: "reach-test",
    };
    const { metadata, spec } = locustPod({
        image: imageRef("load-generator", decidedSource() ?? "closed"),
        labels: { name: ref.name },
        profile: ref.name,
        environment: {},
        requests: { cpuMilli: 10, memoryMi: 32 },
        limits: { cpu: "500m", memory: "128Mi" },
    }) as { metadata: object; spec: { containers: object[] } };
    const [container] = spec.containers;
    const template = {
        metadata,
        spec: {
            ...spec,
            // The account, the labels and the image of a load, and another command.
            containers: [
                { ...container, command: ["python3", "-c", KNOCK], args: [], volumeMounts: [] },
            ],
            volumes: [],
        },
    };
    const jobs = collectionPath(ref);
    const pods = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: LAB_NAMESPACE });
    try {
        await kube.json("POST", jobs, {
            ...{ apiVersion: ref.apiVersion, kind: ref.kind },
            metadata: { name: ref.name },
            spec: { backoffLimit: 0, activeDeadlineSeconds: 60, template },
        });
        await until("the knocking to end", 60_000, async () => {
            const job = await kube.json<KubeObject>("GET", objectPath(ref));
            return (job["status"] as { succeeded?: number }).succeeded === 1 ? job : undefined;
        });
        const [pod] = await kube.list(`${pods}?labelSelector=name%3D${ref.name}`);
        const log = await kube.text("GET", `${pods}/${pod?.metadata.name ?? ""}/log`);
        return JSON.parse(log.trim().split("\n").at(-1) ?? "") as unknown;
    } finally {
        await removeWithPods(kube, objectPath(ref));
    }
}
