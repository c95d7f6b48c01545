import assert from "node:assert/strict";
import { registeredBy } from "../../../../infra/review/registered.ts";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { ExpiryJob } from "../../../../incidents/expiry/expiry-job.ts";
import { expiryIn } from "../../../../incidents/recovery/expiry.ts";

describe("the expiry's Job", () => {
    it("is one Job of the keeper that tells when it ends the incident", async () => {
        const made = await registeredBy(() =>
            Promise.resolve(
                new ExpiryJob("expiry", { stack: "incident-6", image: "keeper:1", after: "30m" }),
            ),
        );
        assert.deepEqual(
            made.map(({ type, name }) => [type, name]),
            [
                ["kubernetes:batch/v1:Job", "expiry"],
                ["sockshop:incidents:ExpiryJob", "expiry"],
            ],
        );
        const job = made[0]?.inputs as unknown as KubeObject & {
            spec: Record<string, unknown> & {
                template: { spec: { containers: object[] } & Record<string, unknown> };
            };
        };
        const labels = { name: "expiry-90cc8c03", "sock-shop/release": "incident-6" };
        assert.deepEqual(job.metadata, {
            name: "expiry-90cc8c03",
            namespace: "lab",
            labels,
            annotations: { "pulumi.com/skipAwait": "true" },
        });
        // A pod that was killed must be followed by another, and never by two at once.
        assert.deepEqual(
            [job.spec["backoffLimit"], job.spec["podReplacementPolicy"]],
            [1000, "Failed"],
        );
        const { containers, ...pod } = job.spec.template.spec;
        assert.equal(pod["serviceAccountName"], "keeper");
        assert.equal(pod["restartPolicy"], "Never");
        assert.deepEqual(containers, [
            {
                name: "keeper",
                image: "keeper:1",
                imagePullPolicy: "IfNotPresent",
                args: ["expire", "--stack", "incident-6", "--after", "30m"],
                resources: {
                    requests: { cpu: "10m", memory: "48Mi" },
                    limits: { cpu: "500m", memory: "128Mi" },
                },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
            },
        ]);
        const creationTimestamp = "2025-11-21T11:30:54Z";
        const live = { ...job, metadata: { ...job.metadata, creationTimestamp } };
        assert.deepEqual(expiryIn("incident-6", live), {
            stack: "incident-6",
            startedAt: new Date("2025-11-21T11:30:54Z"),
            after: "30m",
            dueAt: new Date("2025-11-21T12:00:54Z"),
        });
    });
});
