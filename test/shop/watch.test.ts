import assert from "node:assert/strict";
import { KubeClient } from "../../components/kube/client.ts";
import { WORKLOADS } from "../../components/shop/topology.ts";
import { asWitness } from "../../incidents/witness/identity.ts";
import { DoorWatch } from "../../infra/cli/watch/door-watch.ts";
import { look } from "../../infra/cli/watch/look.ts";
import { until } from "../support/shop-until.ts";
import { shopTarget } from "../support/shop-target.ts";

describe("watch", function () {
    this.timeout(60_000);

    it("sees all of a healthy shop with the witness's rights", async () => {
        const { url, cluster } = shopTarget();
        const kube = new KubeClient(asWitness(cluster));
        const door = new DoorWatch(url);
        try {
            // A suite before this one may have killed the broker, which tells of a new consumer some seconds late.
            const seen = await until("a consumer of the queue", 30_000, async () => {
                const state = await look(kube, String);
                assert.equal(state.queue.value?.consumers, 1, state.queue.problem);
                return state;
            });
            await door.ask();
            // Another suite's incident may just be ending.
            assert.equal(seen.incidents.problem, undefined);
            assert.equal(seen.alerts.problem, undefined);
            assert.equal(seen.loads.problem, undefined);
            const { value: workloads = [], problem } = seen.workloads;
            assert.deepEqual(
                workloads
                    .filter(({ available, wanted }) => available === wanted && wanted > 0)
                    .map(({ name }) => name),
                [...WORKLOADS].sort((a, b) => a.localeCompare(b)),
                problem,
            );
            const { pages, failures, lastError } = door.figures();
            assert.deepEqual([pages, failures], [1, 0], lastError ?? "");
        } finally {
            door.stop();
            kube.close();
        }
    });
});
