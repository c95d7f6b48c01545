import assert from "node:assert/strict";
import { mergeOverlays, OverlayConflict } from "../../../../incidents/faults/overlay.ts";

describe("overlays of one object", () => {
    it("say together what each says, entries of a list matched by name", () => {
        assert.deepEqual(
            mergeOverlays(
                { replicas: 2, list: [{ name: "a", x: 1 }] },
                {
                    list: [
                        { name: "b", x: 3 },
                        { name: "a", y: 2 },
                    ],
                    deep: { z: true },
                },
            ),
            {
                replicas: 2,
                list: [
                    { name: "a", x: 1, y: 2 },
                    { name: "b", x: 3 },
                ],
                deep: { z: true },
            },
        );
    });
    it("may not set one field twice, not even to the same", () => {
        const conflict = (field: string) => (error: Error) => {
            assert.ok(error instanceof OverlayConflict);
            assert.equal(error.field, field);
            return true;
        };
        assert.throws(() => mergeOverlays({ replicas: 0 }, { replicas: 0 }), conflict("replicas"));
        assert.throws(
            () =>
                mergeOverlays(
                    { a: [{ name: "x", b: { c: 1 } }] },
                    { a: [{ name: "x", b: { c: 2 } }] },
                ),
            conflict("a[x].b.c"),
        );
        assert.throws(() => mergeOverlays({ a: { b: 1 } }, { a: 1 }), conflict("a"));
    });
    it("leave the ones they were made of as they are", () => {
        const first = { a: [{ name: "x", b: 1 }] };
        mergeOverlays(first, { a: [{ name: "x", c: 1 }] });
        assert.deepEqual(first, { a: [{ name: "x", b: 1 }] });
    });
});
