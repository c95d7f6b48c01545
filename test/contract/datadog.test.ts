import assert from "node:assert/strict";
import { DatadogServer } from "../support/datadog/server.ts";
import { dashboard, datadogProvider, monitor, objective, pipeline } from "./datadog-resources.ts";
import type { ResourceSpec } from "./resource-spec.ts";
import { Workbench } from "./workbench.ts";

const MINUTE = 60_000;

/** As official 5.11.0: `resource_datadog_*.go` of terraform-provider-datadog, which it bridges. */
describe("contract: datadog", function () {
    this.timeout(4 * MINUTE);
    const bench = new Workbench();
    let server: DatadogServer;
    /** What is there, one resource of each type, after all changes so far. */
    let all: ResourceSpec[];

    /** Puts a resource in the place of the one with its name. */
    function change(resource: ResourceSpec): void {
        all = all.map((one) => (one.name === resource.name ? resource : one));
        bench.set(all);
    }

    before(async () => {
        server = await DatadogServer.open();
        all = [datadogProvider(server.url), monitor(), dashboard(), pipeline(), objective()];
        bench.set(all);
        await bench.open();
        await bench.must(["up", "--yes", "--skip-preview"]);
    });
    after(async () => {
        try {
            await bench.close();
        } finally {
            await server.close();
        }
        const left = ["monitor", "dashboard", "pipeline", "slo"].map((kind) => server.kept(kind));
        assert.deepEqual(left, [{}, {}, {}, {}], "destroy leaves nothing");
    });

    it("makes each type as the API takes it", () => {
        assert.deepEqual(sent("POST", "/api/v1/monitor"), {
            name: "CPU",
            type: "query alert",
            query: "avg(last_5m):avg:kubernetes.cpu.usage.total{kube_namespace:sock-shop} > 250",
            message: "too much",
            priority: 2,
            tags: ["env:demo", "team:sre"],
            options: {
                include_tags: true,
                new_host_delay: 300,
                no_data_timeframe: 10,
                notify_no_data: false,
                require_full_window: true,
                thresholds: { critical: 250, warning: 200 },
            },
        });
        assert.deepEqual(sent("POST", "/api/v1/slo"), {
            name: "Answers",
            type: "metric",
            query: {
                numerator: "sum:a.good{*}.as_count()",
                denominator: "sum:a.all{*}.as_count()",
            },
            thresholds: [{ timeframe: "7d", target: 99.9, warning: 99.95 }],
            tags: ["team:sre"],
        });
        assert.deepEqual(sent("POST", "/api/v1/logs/config/pipelines"), {
            name: "Lines",
            is_enabled: true,
            filter: { query: "service:sock-shop-orders" },
            processors: [
                {
                    type: "grok-parser",
                    name: "parse",
                    is_enabled: true,
                    source: "message",
                    samples: ["INFO up"],
                    grok: { support_rules: "", match_rules: "line %{word:level} %{data:text}" },
                },
                {
                    type: "category-processor",
                    name: "",
                    is_enabled: true,
                    target: "kind",
                    categories: [{ name: "info", filter: { query: "@level:INFO" } }],
                },
                { type: "status-remapper", name: "", is_enabled: true, sources: ["level"] },
            ],
        });
        assert.equal((sent("POST", "/api/v1/dashboard") as { title: string }).title, "Shop");
    });

    it("is then done: neither preview nor refresh finds a change", async () => {
        await bench.must(["preview", "--expect-no-changes"]);
        await bench.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
        await bench.must(["preview", "--expect-no-changes"]);
    });

    it("gives ids and a dashboard's address, and keeps the keys secret", async () => {
        const { cpu, shop, lines, answers } = await bench.state();
        const ids = [cpu, shop, lines, answers].map((one) => one?.id);
        const kept = ["monitor", "dashboard", "pipeline", "slo"].map(
            (kind) => Object.keys(server.kept(kind))[0],
        );
        assert.deepEqual(ids, kept);
        assert.equal(shop?.outputs["url"], `/dashboard/${kept[1]}/shop`);
        const { stdout } = await bench.must(["stack", "export"]);
        assert.equal(stdout.includes("0123456789abcdef"), false);
    });

    it("says what a change means, and makes it", async () => {
        change(monitor({ message: "far too much", priority: undefined }));
        change(dashboard({ title: "The shop" }));
        change(pipeline({ isEnabled: false }));
        change(objective({ thresholds: [{ timeframe: "7d", target: 99.5 }] }));
        const { cpu, shop, lines, answers } = await bench.preview();
        assert.deepEqual(cpu, { op: "update", diff: { message: "update", priority: "delete" } });
        assert.deepEqual(shop, { op: "update", diff: { dashboard: "update" } });
        assert.deepEqual(lines, { op: "update", diff: { isEnabled: "update" } });
        assert.deepEqual(answers, {
            op: "update",
            diff: { "thresholds[0].target": "update", "thresholds[0].warning": "delete" },
        });
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.equal(server.named("monitor", "CPU")?.["message"], "far too much");
        assert.equal(server.named("monitor", "CPU")?.["priority"], null);
        assert.equal(server.named("pipeline", "Lines")?.["is_enabled"], false);
        assert.notEqual(server.named("dashboard", "The shop"), undefined);
        await bench.must(["preview", "--expect-no-changes"]);
    });

    it("makes a monitor anew for another type", async () => {
        const [before] = Object.keys(server.kept("monitor"));
        const logs = {
            type: "log alert",
            query: 'logs("service:sock-shop-orders ERROR").index("*").rollup("count").last("5m") > 3',
            monitorThresholds: { critical: "3" },
        };
        change(monitor(logs));
        const { cpu } = await bench.preview();
        assert.deepEqual([cpu?.op, cpu?.diff["type"]], ["replace", "update-replace"]);
        await bench.must(["up", "--yes", "--skip-preview"]);
        const after = Object.keys(server.kept("monitor"));
        assert.equal(after.length, 1);
        assert.notEqual(after[0], before);
    });

    it("finds what somebody else changed, and puts it back", async () => {
        const [id = ""] = Object.keys(server.kept("monitor"));
        server.tamper("monitor", id, { message: "never mind" });
        await bench.must(["refresh", "--yes", "--skip-preview"]);
        assert.deepEqual((await bench.preview())["cpu"], {
            op: "update",
            diff: { message: "update" },
        });
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.equal(server.kept("monitor")[id]?.["message"], "too much");
    });

    it("forgets what somebody else deleted, and makes it again", async () => {
        for (const kind of ["monitor", "pipeline", "slo"]) {
            for (const id of Object.keys(server.kept(kind))) server.remove(kind, id);
        }
        await bench.must(["refresh", "--yes", "--skip-preview"]);
        const { cpu, lines, answers, shop } = await bench.preview();
        assert.deepEqual(
            [cpu, lines, answers, shop].map((one) => one?.op),
            ["create", "create", "create", "same"],
        );
        await bench.must(["up", "--yes", "--skip-preview"]);
        assert.equal(Object.keys(server.kept("slo")).length, 1);
    });

    it("takes a changed key at once: a preview with a wrong one fails, and touches nothing", async () => {
        const asked = server.asked.length;
        change(datadogProvider(server.url, { apiKey: { $secret: "f".repeat(32) } }));
        const { code, text } = await bench.run(["preview"]);
        assert.notEqual(code, 0);
        assert.match(text, /refuses the API key/);
        assert.equal(text.includes("ffffffff"), false);
        assert.deepEqual(
            server.asked
                .slice(asked)
                .map(({ method, url, status }) => `${method} ${url} ${status}`),
            ["GET /api/v1/validate 403"],
        );
        change(datadogProvider(server.url));
        await bench.must(["preview", "--expect-no-changes"]);
    });

    /** The last body of a request. */
    function sent(method: string, url: string): unknown {
        return server.asked.findLast((one) => one.method === method && one.url === url)?.body;
    }
});
