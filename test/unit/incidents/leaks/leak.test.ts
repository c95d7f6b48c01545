import assert from "node:assert/strict";
import { describeLeak, findLeaks, textsOf } from "../../../../incidents/leaks/leak.ts";

const words = (text: string): string[] =>
    findLeaks([{ where: "here", text }]).map(({ word }) => word);

describe("words that tell the answer", () => {
    for (const [text, found] of [
        ["front-end-hpa-broken", ["broken"]],
        ["load-incident-8-x2x", ["incident"]],
        ["INCIDENT-4", ["INCIDENT"]],
        ["fault injected", ["fault"]],
        ["chaos, sabotage and kill-pods", ["chaos", "sabotage", "kill-pods"]],
        ["control-load", ["control-load"]],
        ["pulumi.com/patchForce", ["patchForce"]],
        ["default, imagePullPolicy: IfNotPresent", []],
        ["process_major_pagefaults_total, 3 page faults", []],
        ["write EPIPE: broken pipe", []],
        ["catalogue-db is out of CPU", []],
    ] as const) {
        it(`in "${text}": ${found.join(", ") || "none"}`, () => {
            assert.deepEqual(words(text), found);
        });
    }

    it("are found in keys and values of an object, at whatever depth", () => {
        const object = {
            metadata: { labels: { "lab/incident": "8" } },
            spec: [{ image: "chaos" }],
        };
        assert.deepEqual(findLeaks(textsOf("Pod a/b", object)).map(describeLeak), [
            'Pod a/b, metadata.labels, a key: "incident" in "lab/incident"',
            'Pod a/b, spec[0].image: "chaos" in "chaos"',
        ]);
    });

    it("are shown with what stands around them, and no more", () => {
        const text = `${"a".repeat(500)} incident\n${"b".repeat(500)}`;
        const [leak] = findLeaks([{ where: "log", text }]);
        assert.equal(leak?.context, `${"a".repeat(39)} incident ${"b".repeat(39)}`);
    });
});
