import assert from "node:assert/strict";
import {
    HEALTH_CHECK_PIPELINE,
    PIPELINES,
    SPRING_BOOT_PIPELINE,
    type Pipeline,
} from "../../../../../components/monitoring/datadog/pipelines.ts";
import { logfmt } from "../../../../../components/shop/image/src/platform/log.ts";
import { springLog } from "../../../../../components/shop/image/src/platform/java-dialect.ts";

/** Datadog's matchers that the rules use, as regular expressions. */
const MATCHERS: Readonly<Record<string, string>> = {
    notSpace: "\\S+",
    word: "\\b\\w+\\b",
    integer: "-?\\d+",
    data: ".*",
    date: "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}\\.\\d{3}",
};

/** The fields that a pipeline's grok parser reads off a line; undefined where no rule matches. */
function parse(pipeline: Pipeline, line: string): Record<string, string> | undefined {
    const { supportRules, matchRules } = pipeline.processors.find((one) => one.grokParser)
        ?.grokParser?.grok ?? { supportRules: "", matchRules: "" };
    const support = new Map(
        supportRules
            .split("\n")
            .map((rule) => [rule.split(" ")[0], rule.slice(rule.indexOf(" ") + 1)]),
    );
    for (const rule of matchRules.split("\n")) {
        const names: string[] = [];
        const whole = rule
            .slice(rule.indexOf(" ") + 1)
            .replaceAll(/%\{(_\w+)\}/g, (_, name: string) => support.get(name) ?? "");
        const pattern = whole.replaceAll(
            /%\{(\w+)(?:\("((?:[^"\\]|\\.)*)"\))?(?::([\w.]+))?\}/g,
            (_, matcher: string, argument: string | undefined, name: string) => {
                names.push(name);
                return `(${matcher === "regex" ? String(argument).replaceAll("\\\\", "\\") : (MATCHERS[matcher] ?? "never")})`;
            },
        );
        const found = new RegExp(`^${pattern}$`).exec(line);
        if (found)
            return Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
    }
    return undefined;
}

describe("Datadog log pipelines", () => {
    it("read the lines that they give as samples", () => {
        for (const pipeline of Object.values(PIPELINES)) {
            const samples = pipeline.processors.flatMap(
                ({ grokParser }) => grokParser?.samples ?? [],
            );
            assert.ok(samples.length > 0);
            for (const sample of samples)
                assert.notEqual(parse(pipeline, sample), undefined, sample);
        }
    });

    it("read what the Java services really write", () => {
        const lines: string[] = [];
        const log = springLog(
            (line) => lines.push(line),
            "orders",
            () => new Date("2025-11-05T15:30:28.123Z"),
        );
        log(
            "WARN",
            "w.s.o.controllers.OrdersController",
            "Order 1 status updated to PAYMENT_FAILED",
        );
        const {
            "span.trace": trace,
            "span.id": id,
            ...fields
        } = parse(SPRING_BOOT_PIPELINE, lines[0] ?? "") ?? {};
        assert.match(trace ?? "", /^[0-9a-f]{16}$/);
        assert.equal(id, trace);
        assert.deepEqual(fields, {
            timestamp: "2025-11-05 15:30:28.123",
            level: "WARN",
            "span.service": "orders",
            "span.exported": "false",
            pid: "1",
            thread: "nio-8080-exec-1",
            logger: "w.s.o.controllers.OrdersController",
            text: "Order 1 status updated to PAYMENT_FAILED",
        });
    });

    it("read the health lines that the Go services really write, payment's too, and no other line", () => {
        const lines: string[] = [];
        const log = logfmt(
            (line) => lines.push(line),
            () => new Date("2025-11-05T15:30:28Z"),
        );
        log("logging.go:81", { method: "Health", result: 1, took: "6.9µs" });
        log("logging.go:81", { method: "Health", result: 2, took: "38.4µs" });
        assert.deepEqual(
            lines.map((line) => parse(HEALTH_CHECK_PIPELINE, line)),
            ["1", "2"].map((result, index) => ({
                timestamp: "2025-11-05T15:30:28.000Z",
                caller: "logging.go:81",
                method: "Health",
                result,
                duration: ["6.9µs", "38.4µs"][index],
            })),
        );
        assert.equal(parse(HEALTH_CHECK_PIPELINE, "GET /catalogue?size=5 200 12 ms"), undefined);
    });

    it("of health checks parse, then categorise, then take the category as the status", () => {
        const kinds = HEALTH_CHECK_PIPELINE.processors.map((one) => Object.keys(one)[0]);
        assert.deepEqual(kinds, ["grokParser", "categoryProcessor", "statusRemapper"]);
        const [, category, status] = HEALTH_CHECK_PIPELINE.processors;
        assert.deepEqual(status?.statusRemapper?.sources, [category?.categoryProcessor?.target]);
        assert.deepEqual(category?.categoryProcessor?.categories, [
            { name: "info", filter: { query: "@method:Health @result:(1 OR 2)" } },
        ]);
    });
});
