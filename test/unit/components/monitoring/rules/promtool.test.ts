import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { renderRules } from "../../../../../components/monitoring/rules/rules.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { mayFire, mustFire } from "../../../../../components/monitoring/signals/expectations.ts";
import { INCIDENTS } from "../../../../../incidents/catalog.ts";
import { promtool } from "../../../../support/promtool.ts";
import type { Verdict } from "../../../../support/promtool.ts";
import { healthyShop } from "./healthy-shop.ts";
import { ruleTests } from "./rule-tests.ts";
import type { Scenario } from "./scenario.ts";
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
        // The first time on a machine promtool is fetched.
        this.timeout(60_000);
        let folder = "";

        before(async () => {
            folder = await mkdtemp(join(tmpdir(), "rules-"));
            await writeFile(
                join(folder, "signals.yaml"),
                stringify(renderRules(SIGNALS)["signals"]),
            );
        });
        after(() => rm(folder, { recursive: true }));

        async function tested(scenario: Scenario): Promise<Verdict> {
            await writeFile(
                join(folder, "test.yaml"),
                stringify(ruleTests("signals.yaml", scenario)),
            );
            return await promtool(["test", "rules", "test.yaml"], folder);
        }

        it("are well formed", async () => {
            const { ok, output } = await promtool(["check", "rules", "signals.yaml"], folder);
            assert.ok(ok, output);
            assert.match(output, new RegExp(`SUCCESS: ${SIGNALS.length} rules found`));
        });

        for (const scenario of SCENARIOS) {
            it(scenario.name, async () => {
                const { ok, output } = await tested(scenario);
                assert.ok(ok, output);
            });
        }

        it("say when one that is expected doesn't fire", async () => {
            const { ok, output } = await tested({
                name: "a shop in which nothing is wrong",
                incidents: [],
                shop: healthyShop,
                fires: ["SockShopPaymentDown"],
            });
            assert.equal(ok, false);
            assert.match(output, /time: 6m30s,\s+exp: \{alertname="SockShopPaymentDown"\}/);
        });
    });
});
