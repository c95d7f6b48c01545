import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../../../incidents/keeper/bundle.ts";
import { contentsOf } from "../../../../infra/images/catalog.ts";

describe("the keeper's bundle", () => {
    let folder: string;
    let files: string[];
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "keeper-"));
        files = await bundle(folder);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    // A file that the image's name doesn't count would change, and the cluster keep the old program.
    it("is made of nothing but what the image's name is made of", () => {
        const { paths } = contentsOf("keeper", "closed");
        const own = files.filter((file) => !file.includes("node_modules/"));
        assert.ok(own.length > 20);
        assert.deepEqual(
            own.filter(
                (file) => !paths.some((path) => file === path || file.startsWith(`${path}/`)),
            ),
            [],
        );
    });

    it("holds neither the engine nor the official client, which are larger than all the rest", () => {
        const heavy = /node_modules\/(@pulumi|@kubernetes|@grpc)\//;
        assert.deepEqual(
            files.filter((file) => heavy.test(file)),
            [],
        );
    });

    it("keeps the licence of every bundled package", async () => {
        const text = await readFile(join(folder, "THIRD-PARTY-LICENSES.txt"), "utf8");
        for (const name of ["json-diff-ts", "zod"]) {
            assert.match(text, new RegExp(`^=+\n${name} \\d\\S* \\(\\S+\\)\n=+$`, "m"));
        }
    });

    for (const args of [
        ["expire", "--stack", "a"],
        ["expire", "--after", "30"],
        ["kill-pods"],
        [],
    ]) {
        it(`refuses ${args.join(" ") || "no argument"} with what it can do`, () => {
            const { status, stderr } = spawnSync(
                process.execPath,
                [join(folder, "main.cjs"), ...args],
                { encoding: "utf8" },
            );
            assert.equal(status, 1);
            assert.match(
                stderr,
                /keeper expire --stack NAME --after 30m\nkeeper kill-pods --stack/,
            );
        });
    }

    // A Job takes a pod that ends with 0 for its success, and makes no other: killed once, and the
    // incident would stay for ever.
    it("ends with a failure when its pod is deleted", async () => {
        // With a timer that keeps it alive: outside of a cluster it would end by itself.
        const start = `setInterval(() => {}, 1000);
            require(${JSON.stringify(join(folder, "main.cjs"))});
            console.log("started");`;
        const child = spawn(process.execPath, ["--eval", start], {
            stdio: ["ignore", "pipe", "ignore"],
        });
        try {
            await new Promise((resolve) => child.stdout.once("data", resolve));
            child.kill("SIGTERM");
            const code = await new Promise((resolve) => child.once("exit", resolve));
            assert.equal(code, 143);
        } finally {
            child.kill("SIGKILL");
        }
    });
});
