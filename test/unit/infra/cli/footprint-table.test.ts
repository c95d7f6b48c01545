import assert from "node:assert/strict";
import { type Footprint, footprintTable } from "../../../../infra/cli/limits/footprint-table.ts";

describe("footprint of what watches", () => {
    const rest = { workingSetMi: 350, anonymousMi: 100, cpuMilli: 100 };
    const table = (more: Partial<Footprint> = {}): ReturnType<typeof footprintTable> =>
        footprintTable({
            atRest: { prometheus: rest, vlagent: rest },
            alerts: [],
            baselineUpSeconds: 90,
            ...more,
        });

    it("puts the sums beside their goals, and the goal itself still holds", () => {
        const { table: text, ok } = table();
        assert.ok(ok, text);
        assert.match(text, /\| vlagent +\| +350\.0 \| +100\.0 \|/);
        assert.match(text, /\| working set, MiB +\| +700\.0 \| +≤ 700 \| yes/);
        assert.match(text, /\| CPU, thousandths of a core +\| +200\.0 \| +≤ 200 \| yes/);
        assert.match(text, /\| alerts +\| +none \| +none \| yes/);
    });
    for (const [what, more] of Object.entries({
        "too much memory": { atRest: { prometheus: { ...rest, workingSetMi: 700.1 } } },
        "too much CPU": { atRest: { prometheus: { ...rest, cpuMilli: 200.1 } } },
        "a slow up": { baselineUpSeconds: 90.1 },
        "an alert": { alerts: ["SockShopNodeCpuHigh", "SockShopNodeCpuHigh"] },
    } satisfies Record<string, Partial<Footprint>>)) {
        it(`says NO for ${what}`, () => {
            const { table: text, ok } = table(more);
            assert.equal(ok, false);
            assert.equal([...text.matchAll(/\| NO +\|/g)].length, 1, text);
        });
    }
    it("holds nothing where nothing was measured", () => {
        assert.equal(table({ atRest: {} }).ok, false);
    });
});
