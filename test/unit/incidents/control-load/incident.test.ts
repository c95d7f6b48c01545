import assert from "node:assert/strict";
import { INCIDENTS, findIncident } from "../../../../incidents/catalog.ts";
import { controlLoad } from "../../../../incidents/control-load/incident.ts";
import { readingFor, unionOfLooks } from "../../../../incidents/control-load/union-of-looks.ts";
import { linesSaid } from "../../../../incidents/criteria/log-lines.ts";
import type { Criterion, Incident, Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const criterion = (name: string, holds: boolean): Criterion => ({
    name,
    expected: "e",
    source: "s",
    value: () => "v",
    holds: () => holds,
});

/** An incident that looks for a line of a log, under a name that others have too. */
function incident(id: string, text: RegExp, ...must: Criterion[]): Incident {
    return {
        id,
        title: id,
        looks: { broker: true, logs: [{ name: "lines", workload: "orders", text }] },
        must: [linesSaid("it is said", ["lines"], 1, "s"), ...must],
        mustNot: [],
        recovered: [],
    };
}

const one = incident("one", /one/);
const two = incident("two", /two/, criterion("and more", false));
const control = controlLoad([one, two]);
const green: Reading = {
    ...CALM,
    orders: { answers: answers({}), stored: stored("SHIPPED") },
    requestsPerSecond: 400,
    logLines: { "one: lines": 0, "two: lines": 5 },
};

describe("control-load", () => {
    it("looks at what any other incident looks at", () => {
        assert.deepEqual(
            unionOfLooks([one, two, { ...one, id: "three", looks: { events: true } }]),
            {
                broker: true,
                events: true,
                logs: [
                    { name: "one: lines", workload: "orders", text: /one/ },
                    { name: "two: lines", workload: "orders", text: /two/ },
                ],
            },
        );
    });
    it("asks each incident about its own lines", () => {
        assert.deepEqual(readingFor(two, green).logLines, { lines: 5 });
        const logEntries = { "one: lines": [{ atMs: 1, about: "x" }] };
        assert.deepEqual(readingFor(one, { ...green, logEntries }).logEntries, {
            lines: [{ atMs: 1, about: "x" }],
        });
    });
    it("is green under load while no signature is whole", () => {
        assert.deepEqual(missing(control, green), []);
        assert.deepEqual(holding(control, "mustNot", green), []);
    });
    it("needs the load, fast pages, and orders that are shipped", () => {
        assert.deepEqual(missing(control, { ...green, requestsPerSecond: 50 }), [
            "the load is there",
        ]);
        const pages = "product pages are fast, without errors";
        assert.deepEqual(missing(control, { ...green, catalogueP95Ms: 50 }), [pages]);
        assert.deepEqual(missing(control, { ...green, failedShare: 0.01 }), [pages]);
        const orders = { answers: answers({}), stored: stored("PAID") };
        assert.deepEqual(missing(control, { ...green, orders }), ["new orders are shipped"]);
    });
    it("is refuted by a whole signature of another, and names it", () => {
        const logLines = { "one: lines": 1, "two: lines": 5 };
        const seen = control.mustNot.filter((must) => must.holds({ ...green, logLines }));
        assert.deepEqual(
            seen.map((must) => [must.name, must.value({ ...green, logLines })]),
            [["one's signature", "1 of 1: it is said"]],
        );
    });
    it("is refuted by a restart, slow pages, a failed page, a failed order", () => {
        const broken = (change: Partial<Reading>): string[] =>
            holding(control, "mustNot", { ...green, ...change });
        assert.deepEqual(broken({ restarts: { "sock-shop/user": 1 } }), ["a restart anywhere"]);
        assert.deepEqual(broken({ catalogueP95Ms: 1000 }), ["product pages are slow"]);
        assert.deepEqual(broken({ failedShare: 0.01 }), ["the catalogue fails"]);
        const orders = { answers: answers({ status: 500 }, 1), stored: [] };
        assert.deepEqual(broken({ orders }), ["an order fails"]);
    });
    it("has a must-not for every other incident of the catalogue", () => {
        const names = findIncident("control-load")?.mustNot.map((must) => must.name) ?? [];
        const others = INCIDENTS.filter((id) => id !== "control-load");
        assert.deepEqual(
            names.slice(0, others.length),
            others.map((id) => `${id}'s signature`),
        );
    });
});
