import assert from "node:assert/strict";
import { Datadog } from "../../components/monitoring/datadog/datadog.ts";
import { SIGNALS } from "../../components/monitoring/signals/catalogue.ts";
import { API_KEY, APP_KEY, DatadogServer } from "../support/datadog/server.ts";
import { registeredBy } from "../../infra/review/registered.ts";
import { datadogProvider } from "./datadog-resources.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench } from "./workbench.ts";

const MINUTE = 60_000;

/** All that the lab has in Datadog, as its component registers it. */
async function lab(): Promise<ResourceSpec[]> {
    const registered = await registeredBy(() => {
        new Datadog("datadog", {
            site: "us5.datadoghq.com",
            naming: "documented",
            apiKey: API_KEY,
            appKey: APP_KEY,
            notify: ["@slack-sre"],
            runbooks: "docs/runbooks.md",
            signals: SIGNALS,
        });
        return Promise.resolve();
    });
    return registered
        .filter(({ type }) => type.startsWith("datadog:"))
        .map(({ name, type, inputs }) => ({
            name,
            type,
            inputs,
            options: { provider: "datadog" },
        }));
}

describe("contract: what the lab has in Datadog", function () {
    this.timeout(4 * MINUTE);
    const bench = new Workbench();
    let server: DatadogServer;
    let resources: ResourceSpec[];

    before(async () => {
        server = await DatadogServer.open();
        resources = await lab();
        bench.set([datadogProvider(server.url), ...resources]);
        await bench.open();
        await bench.must(["up", "--yes", "--skip-preview"]);
    });
    after(async () => {
        try {
            await bench.close();
        } finally {
            await server.close();
        }
    });

    it("is taken whole: every monitor, dashboard, pipeline and objective", () => {
        const refused = server.asked.filter(({ status }) => status !== 200);
        assert.deepEqual(refused, []);
        const made = ["monitor", "dashboard", "pipeline", "slo"].flatMap((kind) =>
            Object.keys(server.kept(kind)),
        );
        assert.equal(made.length, resources.length);
        assert.equal(Object.keys(server.kept("monitor")).length, SIGNALS.length);
        assert.notEqual(server.named("dashboard", "Sock Shop Incident Monitoring"), undefined);
        assert.notEqual(server.named("pipeline", "Sock-Shop Health Check Status Fix"), undefined);
    });

    it("comes back as it was given: a refresh and a preview find no change", async () => {
        await bench.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
        await bench.must(["preview", "--expect-no-changes"]);
    });

    it("is gone after a destroy", async () => {
        await bench.must(["destroy", "--yes", "--skip-preview"]);
        const left = ["monitor", "dashboard", "pipeline", "slo"].map((kind) => server.kept(kind));
        assert.deepEqual(left, [{}, {}, {}, {}]);
    });
});
