import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mendState } from "../../../../infra/toolchain/torn-state.mjs";

// What kill -9 was seen to leave: without the mending every later command ends with "EOF".
describe("state that a killed pulumi left half written", () => {
    let state: string;
    let folder: string;
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

    beforeEach(() => {
        state = mkdtempSync(join(tmpdir(), "torn-state-"));
        folder = join(state, ".pulumi/stacks/sock-shop");
        mkdirSync(folder, { recursive: true });
        write("incident-8.json", '{"step":2}');
        write("incident-8.json.attrs", '{"user.a":"b"}');
        write("incident-8.json.bak", '{"step":1}');
    });
    afterEach(() => rmSync(state, { recursive: true }));

    it("loses an empty attributes file and scratch files, and keeps the checkpoint", () => {
        write("incident-8.json.attrs", "");
        write("incident-8.json.18e9.tmp", "{");
        assert.deepEqual(mendState(state, "sock-shop", "incident-8"), [
            "removed incident-8.json.attrs, which was half written",
        ]);
        assert.deepEqual(readdirSync(folder).sort(), ["incident-8.json", "incident-8.json.bak"]);
        assert.equal(readFileSync(join(folder, "incident-8.json"), "utf8"), '{"step":2}');
    });
    it("takes the state of the step before for a torn checkpoint", () => {
        write("incident-8.json", '{"step":');
        assert.deepEqual(mendState(state, "sock-shop", "incident-8"), [
            "incident-8.json was half written; took the state of the step before",
        ]);
        assert.equal(readFileSync(join(folder, "incident-8.json"), "utf8"), '{"step":1}');
    });
    it("touches nothing that is whole, and no other stack", () => {
        write("baseline.json", "{");
        const before = readdirSync(folder).sort();
        assert.deepEqual(mendState(state, "sock-shop", "incident-8"), []);
        assert.deepEqual(mendState(state, "sock-shop", "no-such-stack"), []);
        assert.deepEqual(readdirSync(folder).sort(), before);
    });
});
