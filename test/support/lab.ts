import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { KubeClient } from "../../components/kube/client.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import type { IncidentPreview } from "../../infra/review/preview.ts";
import { freePort } from "../../infra/cli/test-cluster.ts";
import { type EngineResult, pulumi, stackOutput } from "../../infra/cli/engine.ts";
import { stackNames } from "../../infra/config/stack-file.ts";

const run = promisify(execFile);

/**
 * A lab of its own beside the user's: a copy of this checkout with its own state, cluster and port, so
 * that tests can run next to a lab in use and leave nothing behind.
 */
export class TestLab {
    readonly folder: string;
    readonly cluster: string;
    readonly port: number;
    readonly env: NodeJS.ProcessEnv;

    private constructor(folder: string, cluster: string, port: number) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
        const state = join(folder, ".state");
        this.env = {
            PULUMI_BACKEND_URL: `file://${state}`,
            PULUMI_CONFIG_PASSPHRASE_FILE: join(state, "passphrase"),
        };
    }

    static async create(): Promise<TestLab> {
        const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-test-"));
        const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"])
            .toString()
            .split("\0")
            .filter((file) => file !== "");
        for (const file of files) {
            mkdirSync(join(folder, dirname(file)), { recursive: true });
            cpSync(file, join(folder, file));
            // The salt of this checkout's stacks goes with its passphrase; the copy makes its own.
            if (file.startsWith("stacks/")) dropSalt(join(folder, file));
        }
        for (const shared of ["node_modules", ".tools"]) {
            symlinkSync(join(process.cwd(), shared), join(folder, shared));
        }
        const lab = new TestLab(
            folder,
            `sockshop-test-${randomBytes(3).toString("hex")}`,
            await freePort(),
        );
        lab.edit("baseline", "name: sockshop", `name: ${lab.cluster}`);
        lab.edit("baseline", "httpPort: 2025", `httpPort: ${lab.port}`);
        mkdirSync(join(folder, ".state"), { mode: 0o700 });
        writeFileSync(join(folder, ".state/passphrase"), randomBytes(24).toString("hex"), {
            mode: 0o600,
        });
        for (const stack of stackNames()) await lab.must(["stack", "init", stack]);
        return lab;
    }

    /** Address of the shop on the host. */
    get url(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    /** Changes a text of a stack file of this lab. Fails where it isn't there: then nothing would change. */
    edit(stack: string, from: string | RegExp, to: string): void {
        const file = join(this.folder, `stacks/Pulumi.${stack}.yaml`);
        const text = readFileSync(file, "utf8");
        const changed = text.replace(from, to);
        if (changed === text) throw new Error(`${file} holds no ${String(from)}`);
        writeFileSync(file, changed);
    }

    /** Runs the engine, whatever comes of it. */
    pulumi(args: string[]): Promise<EngineResult> {
        return pulumi(args, { cwd: this.folder, env: this.env });
    }

    /** Runs the engine and fails with its output where it fails. */
    async must(args: string[]): Promise<EngineResult> {
        const result = await this.pulumi(args);
        if (result.code !== 0) {
            throw new Error(
                `pulumi ${args.join(" ")} ended with ${result.code}:\n${result.output}`,
            );
        }
        return result;
    }

    up(stack: string): Promise<EngineResult> {
        return this.must(["up", "--stack", stack, "--yes", "--skip-preview"]);
    }

    destroy(stack: string): Promise<EngineResult> {
        return this.must(["destroy", "--stack", stack, "--yes", "--skip-preview"]);
    }

    /** The baseline's preview against the live cluster: 0 where nothing differs, 7 where something does. */
    unchanged(): Promise<EngineResult> {
        return this.pulumi(["preview", "--stack", "baseline", "--refresh", "--expect-no-changes"]);
    }

    /**
     * Gives this lab what loads by saturation are sized by: the figures of an earlier suite of the same
     * run, or new ones. The baseline has to be up. A hosted runner is a busy machine.
     */
    async calibrate(): Promise<void> {
        const own = join(this.folder, ".state/calibration.json");
        const ofThisRun = process.env["SOCK_SHOP_LAB_TEST_CALIBRATION"];
        if (ofThisRun !== undefined && existsSync(ofThisRun)) return cpSync(ofThisRun, own);
        const { stdout } = await this.lab(["calibrate", "--busy"]);
        console.log(stdout.replace(/^/gm, "      "));
        if (ofThisRun !== undefined) cpSync(own, ofThisRun);
    }

    /** Runs a command of this lab's own copy, and fails where it fails. */
    private lab(args: string[]): Promise<{ stdout: string }> {
        return run(process.execPath, ["infra/cli/main.ts", ...args], {
            cwd: this.folder,
            env: { ...process.env, ...this.env },
        });
    }

    /** What a preview without a cluster says of an incident here. */
    async offlinePreview(stack: string): Promise<IncidentPreview> {
        const { stdout } = await this.lab(["preview", stack, "--json"]);
        return JSON.parse(stdout) as IncidentPreview;
    }

    /** Outputs of a stack that is up. */
    async outputs(stack: string): Promise<Record<string, unknown>> {
        const { stdout } = await this.must(["stack", "output", "--json", "--stack", stack]);
        return JSON.parse(stdout) as Record<string, unknown>;
    }

    async target(): Promise<KubeTarget> {
        const [kubeconfig, context] = await Promise.all(
            ["kubeconfig", "context"].map((name) =>
                stackOutput("baseline", name, { cwd: this.folder, env: this.env }),
            ),
        );
        if (!kubeconfig || !context) throw new Error("the test lab's baseline isn't up");
        return { kubeconfig, context };
    }

    async kube(): Promise<KubeClient> {
        return new KubeClient(await this.target());
    }

    /** Takes everything away, also after a failure half-way. */
    async remove(): Promise<void> {
        for (const incident of stackNames().filter((stack) => stack !== "baseline")) {
            await this.pulumi(["destroy", "--stack", incident, "--yes", "--skip-preview"]);
        }
        const gone = await this.pulumi([
            "destroy",
            "--stack",
            "baseline",
            "--yes",
            "--skip-preview",
        ]);
        execFileSync(
            process.execPath,
            ["infra/cluster/main.ts", "delete", "--name", this.cluster],
            { cwd: this.folder, stdio: "ignore" },
        );
        if (gone.code === 0) rmSync(this.folder, { recursive: true });
        else throw new Error(`the test lab in ${this.folder} is left for a look:\n${gone.output}`);
    }
}

function dropSalt(file: string): void {
    writeFileSync(file, readFileSync(file, "utf8").replace(/^encryptionsalt:.*\n/m, ""));
}
