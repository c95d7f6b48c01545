import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../../../infra/images/lock.ts";

describe("withLock", () => {
    const before = process.env["SOCK_SHOP_LAB_CACHE"];
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "lock-"));
        process.env["SOCK_SHOP_LAB_CACHE"] = folder;
    });
    afterEach(() => {
        if (before === undefined) delete process.env["SOCK_SHOP_LAB_CACHE"];
        else process.env["SOCK_SHOP_LAB_CACHE"] = before;
        rmSync(folder, { recursive: true, force: true });
    });

    it("lets a second one in when the first is done, even if it failed, and says that it waits", async () => {
        const order: string[] = [];
        let release = (): void => {};
        const released = new Promise<void>((resolve) => (release = resolve));
        const first = withLock(
            "x",
            () => {},
            async () => {
                await released;
                order.push("first");
                throw new Error("failed");
            },
        );
        const second = withLock(
            "x",
            (line) => order.push(line),
            async () => {
                order.push("second");
            },
        );
        await withLock(
            "y",
            () => order.push("y waited"),
            async () => {
                order.push("y");
            },
        );
        release();
        await assert.rejects(first, /^Error: failed$/);
        await second;
        assert.deepEqual(order, [
            "x: another run is at it; waiting for it to end",
            "y",
            "first",
            "second",
        ]);
    });
});
