import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { nameOf } from "../../../../../infra/cli/chaos/blows.ts";
import { type Process, processTable, targets } from "../../../../../infra/cli/chaos/processes.ts";

const ENGINE = 100;
const TABLE: Process[] = [
    { pid: 1, parent: 0, command: "init" },
    { pid: ENGINE, parent: 1, command: "/tools/pulumi up --stack incident-8" },
    { pid: 101, parent: ENGINE, command: "node /lab/infra/plugins/kubernetes/main.ts 127.0.0.1:1" },
    { pid: 102, parent: ENGINE, command: "/home/x/.pulumi/plugins/pulumi-resource-command :1" },
    { pid: 103, parent: ENGINE, command: "node /lab/infra/plugins/language-nodejs/main.ts :1" },
    { pid: 104, parent: 103, command: "node /lab/node_modules/@pulumi/pulumi/cmd/run/index.js ." },
    { pid: 105, parent: 102, command: "sh -c node incidents/recovery/main.ts record --stack x" },
    // Somebody else's.
    { pid: 200, parent: 1, command: "node /lab/infra/plugins/kubernetes/main.ts 127.0.0.1:2" },
    { pid: 201, parent: 1, command: "pulumi up --stack baseline" },
];

describe("the processes of one command of the engine", () => {
    for (const [victim, pids] of [
        ["engine", [100]],
        ["plugin", [101, 102]],
        ["language-host", [103]],
        ["program", [104]],
        ["command", [105]],
        ["all", [100, 101, 102, 103, 105, 104]],
    ] as const) {
        it(`are for ${victim} its own, and nobody else's`, () => {
            const found = targets(victim, ENGINE, TABLE).map(({ pid }) => pid);
            assert.deepEqual(new Set(found), new Set(pids));
            assert.equal(found.length, pids.length);
        });
    }
    it("are none once it has ended, nor ours where its id is used by nobody", () => {
        for (const victim of ["engine", "plugin", "all"] as const) {
            assert.deepEqual(targets(victim, 999, TABLE), []);
        }
    });
    it("have names for people", () => {
        const named = (victim: Parameters<typeof nameOf>[0]): string | undefined =>
            nameOf(victim, targets(victim ?? "engine", ENGINE, TABLE));
        assert.equal(named("plugin"), "plugin kubernetes");
        assert.equal(named("command"), "command record");
        assert.equal(named("engine"), "engine");
        assert.equal(named("all"), "all (6 processes)");
        assert.equal(nameOf("plugin", []), undefined);
    });
});

describe("the table of processes", () => {
    it("has a child of this process with its command line, as long as it lives", async () => {
        const mark = `chaos-table-${process.pid}`;
        const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", mark]);
        try {
            await new Promise((resolve) => child.once("spawn", resolve));
            const found = processTable().find(({ pid }) => pid === child.pid);
            assert.equal(found?.parent, process.pid);
            assert.match(found?.command ?? "", new RegExp(mark));
        } finally {
            child.kill("SIGKILL");
            await new Promise((resolve) => child.once("close", resolve));
        }
        assert.equal(
            processTable().find(({ pid }) => pid === child.pid),
            undefined,
        );
    });
});
