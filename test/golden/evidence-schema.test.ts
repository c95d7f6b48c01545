import assert from "node:assert/strict";
import { evidenceJsonSchema } from "../../incidents/evidence/schema/json-schema.ts";
import { STREAM_NAMES } from "../../incidents/evidence/schema/streams.ts";
import { assertGolden, stableJson } from "../support/golden.ts";

describe("JSON Schema of a run's evidence", () => {
    it("is the committed one: who reads runs elsewhere goes by it", () => {
        const schema = evidenceJsonSchema() as { $defs: Record<string, object> };
        assert.equal(Object.keys(schema.$defs).length, STREAM_NAMES.length + 3);
        assertGolden("incidents/evidence/evidence.schema.json", stableJson(schema));
    });
});
