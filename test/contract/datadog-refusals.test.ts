import assert from "node:assert/strict";
import { API_KEY, DatadogServer } from "../support/datadog/server.ts";
import { dashboard, datadogProvider, monitor, objective, pipeline } from "./datadog-resources.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench, type Ran } from "./workbench.ts";

const MINUTE = 60_000;

describe("contract: what datadog refuses, at preview and by name", function () {
    this.timeout(4 * MINUTE);
    const bench = new Workbench();
    let server: DatadogServer;

    before(async () => {
        server = await DatadogServer.open();
        await bench.open();
    });
    after(async () => {
        bench.set([]);
        try {
            await bench.close();
        } finally {
            await server.close();
        }
        assert.deepEqual(
            server.asked.filter(({ url }) => !url.endsWith("validate")),
            [],
            "nothing was made, or tried",
        );
    });

    async function refused(
        resource: ResourceSpec,
        provider = datadogProvider(server.url),
    ): Promise<string> {
        bench.set([provider, resource]);
        const { code, text }: Ran = await bench.run(["preview"]);
        assert.notEqual(code, 0, text);
        return text;
    }

    it("a monitor with a broken query, in Datadog's words", async () => {
        const text = await refused(monitor({ query: "avg(last_5m):avg:a{b:c > 250" }));
        assert.match(text, /cpu/);
        assert.match(
            text,
            /Datadog answered 400: The value provided for parameter 'query' is invalid/,
        );
        assert.match(text, /"}" expected, found "> 250"/);
    });

    it("a monitor whose threshold isn't its query's", async () => {
        const text = await refused(monitor({ monitorThresholds: { critical: "300" } }));
        assert.match(text, /Alert threshold \(300\) does not match that used in query \(250\)/);
    });

    it("a dashboard with a widget that there isn't, and one with a misspelt key", async () => {
        const widgets = [{ definition: { type: "crystal_ball" } }];
        assert.match(
            await refused(dashboard({ widgets })),
            /widgets\[0\].*crystal_ball.*not allowed here/,
        );
        assert.match(await refused(dashboard({ titel: "x" })), /unknown key titel/);
    });

    it("a pipeline's processor and an objective's target that there aren't", async () => {
        const processors = [{ urlParser: { sources: ["x"], target: "y" } }];
        assert.match(
            await refused(pipeline({ processors })),
            /processors\[0\]\.urlParser.*not supported by this datadog plugin/s,
        );
        assert.match(
            await refused(objective({ thresholds: [{ timeframe: "7d", target: 100 }] })),
            /thresholds\[0\]\.target/,
        );
    });

    it("a key that isn't the organisation's, and one that is missing", async () => {
        const wrong = datadogProvider(server.url, { apiKey: "f".repeat(32) });
        assert.match(
            await refused(monitor(), wrong),
            /refuses the API key: it is not valid, or it belongs to another Datadog site/,
        );
        const missing = datadogProvider(server.url, { appKey: "" });
        assert.match(await refused(monitor(), missing), /appKey is missing/);
    });

    it("an address where nobody answers", async () => {
        const nowhere = datadogProvider("http://127.0.0.1:9");
        assert.match(
            await refused(monitor(), nowhere),
            /http:\/\/127\.0\.0\.1:9: .*(ECONNREFUSED|bad port)/,
        );
    });

    it("a resource and a setting that the plugin doesn't have", async () => {
        const unknown = { ...monitor(), type: "datadog:index/downtime:Downtime" };
        assert.match(
            await refused(unknown),
            /not supported by this datadog plugin, which knows .*Monitor/,
        );
        const setting = datadogProvider(server.url, { httpClientRetryMaxRetries: 2 });
        assert.match(
            await refused(monitor(), setting),
            /httpClientRetryMaxRetries.*not supported/s,
        );
    });

    it("never prints a key", async () => {
        const text = await refused(monitor({ query: "nonsense" }));
        assert.equal(text.includes(API_KEY), false);
    });
});
