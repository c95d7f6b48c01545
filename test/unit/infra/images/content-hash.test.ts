import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentTag } from "../../../../infra/images/content-hash.ts";

describe("contentTag", () => {
    let root: string;
    const tag = (paths = ["context"], texts = ["parent:1"]): string =>
        contentTag(root, paths, texts);

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "content-hash-"));
        mkdirSync(join(root, "context/sub"), { recursive: true });
        writeFileSync(join(root, "context/Dockerfile"), "FROM scratch\n");
        writeFileSync(join(root, "context/sub/run.sh"), "#!/bin/sh\n");
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it("is twelve hexadecimal digits, the same for the same contents anywhere", () => {
        const here = tag();
        assert.match(here, /^[0-9a-f]{12}$/);
        utimesSync(join(root, "context/Dockerfile"), new Date(0), new Date(0));
        assert.equal(tag(), here);
        assert.equal(tag(["context/sub", "context/Dockerfile", "context"]), here);
    });

    it("changes with a byte, a name, an executable bit and a parent", () => {
        const seen = new Set([
            tag(),
            tag(["context"], ["parent:2"]),
            tag(["context"], ["parent:", "1"]),
        ]);
        chmodSync(join(root, "context/sub/run.sh"), 0o755);
        seen.add(tag());
        writeFileSync(join(root, "context/sub/run.sh"), "#!/bin/sh\n\n");
        seen.add(tag());
        writeFileSync(join(root, "context/sub/more.sh"), "");
        seen.add(tag());
        assert.equal(seen.size, 6);
    });

    it("names a path that isn't there", () => {
        assert.throws(() => tag(["gone"]), /ENOENT.*gone/);
    });
});
