import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../../../../components/monitoring/receiver/bundle.ts";
import { contentsOf } from "../../../../../infra/images/catalog.ts";

describe("the alert receiver's bundle", () => {
    let folder: string;
    let files: string[];
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "alert-receiver-"));
        files = await bundle(folder);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    // A file that the image's name doesn't count would change, and the cluster keep the old program.
    it("is made of nothing but what the image's name is made of", () => {
        const { paths } = contentsOf("alert-receiver", "closed");
        const own = files.filter((file) => !file.includes("node_modules/"));
        assert.ok(own.length >= 4);
        assert.deepEqual(
            own.filter((file) => !paths.some((path) => file.startsWith(`${path}/`))),
            [],
        );
    });

    it("listens, and ends with 0 when its pod is deleted", async () => {
        const child = spawn(process.execPath, [join(folder, "main.cjs")], {
            env: { DATA: folder, PORT: "0" },
            stdio: ["ignore", "pipe", "inherit"],
        });
        try {
            const line = await new Promise<string>((resolve) =>
                child.stdout.once("data", (data: Buffer) => resolve(data.toString())),
            );
            const { port } = JSON.parse(line) as { port: number };
            assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
            child.kill("SIGTERM");
            assert.equal(await new Promise((resolve) => child.once("exit", resolve)), 0);
        } finally {
            child.kill("SIGKILL");
        }
    });
});
