import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { renderRules } from "../../../../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { mayFire, mustFire } from "../../../../../components/monitoring/signals/expectations.ts";
import { INCIDENTS } from "../../../../../incidents/catalog.ts";
import { APPLIED, healthyShop } from "./healthy-shop.ts";
import { findPromtool, runPromtool } from "./promtool.ts";
import { ruleTests } from "./rule-tests.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("alert rules on given series", () => {
    it("have a scenario for each incident, in which only what is declared fires", () => {
        const shown = SCENARIOS.flatMap(({ incidents }) => incidents);
        assert.deepEqual([...shown].sort(), [...INCIDENTS].sort());
        for (const { name, incidents, fires } of SCENARIOS) {
            for (const id of incidents) {
                const may = mayFire(SIGNALS, id).map((signal) => signal.name);
                const must = mustFire(SIGNALS, id).map((signal) => signal.name);
                const [missing] = must.filter((one) => !fires.includes(one));
                const [wrong] = fires.filter((one) => !may.includes(one));
                assert.equal(missing, undefined, `${name}: ${missing} must fire in ${id}`);
                assert.equal(wrong, undefined, `${name}: ${wrong} may not fire in ${id}`);
            }
        }
    });

    it("have a scenario that each of them fires in", () => {
        const fired = new Set(SCENARIOS.flatMap(({ fires, late = [] }) => [...fires, ...late]));
        const never = SIGNALS.map(({ name }) => name).filter((name) => !fired.has(name));
        assert.deepEqual(never, []);
    });

    describe("by promtool", function () {
        this.timeout(60_000);
        const folder = mkdtempSync(join(tmpdir(), "rules-"));
        const rules = join(folder, "signals.yaml");
        let promtool = "";

        before(function () {
            const found = findPromtool();
            // A hosted run has it; a machine without it says so by "pending".
            if (found === undefined && process.env["CI"] === undefined) this.skip();
            promtool = found ?? "promtool";
            writeFileSync(rules, stringify(renderRules(SIGNALS)["signals"]));
        });
        after(() => rmSync(folder, { recursive: true }));

        it("are well formed", () => {
            const { ok, said } = runPromtool(promtool, ["check", "rules", rules]);
            assert.ok(ok, said);
            assert.match(said, new RegExp(`SUCCESS: ${SIGNALS.length} rules found`));
        });

        for (const scenario of SCENARIOS) {
            it(scenario.name, () => {
                const file = join(folder, "test.yaml");
                writeFileSync(file, stringify(ruleTests("signals.yaml", scenario)));
                const { ok, said } = runPromtool(promtool, ["test", "rules", file]);
                assert.ok(ok, said);
            });
        }

        it("say when one that is expected doesn't fire", () => {
            const file = join(folder, "test.yaml");
            const wrong = {
                name: "a shop in which nothing is wrong",
                incidents: [],
                shop: healthyShop,
                fires: ["SockShopPaymentDown"],
            };
            writeFileSync(file, stringify(ruleTests("signals.yaml", wrong)));
            const { ok, said } = runPromtool(promtool, ["test", "rules", file]);
            assert.equal(ok, false);
            assert.match(said, new RegExp(`time: ${((APPLIED + 90) / 60) | 0}m30s`));
        });
    });
});
