import assert from "node:assert/strict";
import { diskProblem } from "../../../../infra/images/disk.ts";
import { engineProblem, failure, run } from "../../../../infra/images/engine.ts";
import { missingImages } from "../../../../infra/images/load.ts";

const outcome = (stderr: string, code = 1) => ({ code, stdout: "", stderr });

describe("errors of the Docker engine", () => {
    const cases: [string, ReturnType<typeof outcome>, string][] = [
        ["no CLI", outcome("spawn docker ENOENT", 127), "Docker: no docker program on PATH"],
        [
            "no engine",
            outcome("Cannot connect to the Docker daemon at unix:///var/run/docker.sock."),
            "Docker engine: does not answer",
        ],
        [
            "stopped half-way",
            outcome("error during connect: Post ...: EOF"),
            "Docker engine: does not answer",
        ],
        [
            "no right",
            outcome("permission denied while trying to connect to the Docker daemon socket"),
            "Docker engine: this user may not use its socket",
        ],
        [
            "full disk",
            outcome("write /var/lib/docker/tmp/x: no space left on device"),
            "disk of the Docker engine: full: no space left on device",
        ],
    ];
    for (const [name, seen, first] of cases) {
        it(`${name}: says so, with a cure`, () => {
            const [line, allowed, cure] = failure(seen, "a step").message.split("\n");
            assert.equal(line, first);
            assert.match(allowed ?? "", /^ {2}allowed: ./);
            assert.match(cure ?? "", /^ {2}cure: {4}./);
        });
    }

    it("leaves every other failure to its step, with the log", () => {
        const seen = outcome("one\ntwo\nthree\nfour\n", 2);
        assert.equal(engineProblem(seen), undefined);
        assert.equal(
            failure(seen, "image x, docker build", "/lab/x.log").message,
            "image x, docker build: exit code 2: two | three | four\n" +
                "  allowed: exit code 0\n" +
                "  cure:    read /lab/x.log, mend the cause, then run the same command again; finished steps are kept",
        );
    });

    it("reports a program that isn't there as 127, not as a crash", async () => {
        const { code, stderr } = await run("no-such-program-of-the-lab", []);
        assert.equal(code, 127);
        assert.match(stderr, /ENOENT/);
    });

    it("feeds stdin and reads both streams", async () => {
        const script = 'process.stdin.pipe(process.stdout); console.error("e")';
        assert.deepEqual(await run(process.execPath, ["-e", script], { input: "in" }), {
            code: 0,
            stdout: "in",
            stderr: "e\n",
        });
    });
});

describe("diskProblem", () => {
    it("is nothing at four GiB and an error below", () => {
        assert.equal(diskProblem("/d", 4 * 2 ** 30), undefined);
        assert.equal(
            diskProblem("/d", 2 ** 30)?.message.split("\n")[0],
            "disk of /d: 1.0 GiB free",
        );
    });
});

describe("missingImages", () => {
    it("knows a reference with and without the default registry", () => {
        const listed = ["docker.io/lab/a:1", "registry.k8s.io/pause:3.10", ""];
        const refs = ["lab/a:1", "lab/a:2", "registry.k8s.io/pause:3.10"];
        assert.deepEqual(missingImages(refs, listed), ["lab/a:2"]);
    });
});
