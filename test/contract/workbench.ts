/** One stack of the contract program, on a state of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceSpec } from "./resource-spec.ts";

const PROGRAM = join(import.meta.dirname, "program");

export interface Ran {
    code: number;
    /** Both outputs. */
    text: string;
    stdout: string;
}

/** A step of a preview, by the resource's name. */
export interface Step {
    op: string;
    /** Property path to kind: add, delete, update, with `-replace` where it replaces. */
    diff: Record<string, string>;
}

/** A resource in the state. */
export interface StateResource {
    urn: string;
    id?: string;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
    initErrors?: string[];
}

export class Workbench {
    readonly #directory = mkdtempSync(join(tmpdir(), "contract-"));
    #resources: readonly ResourceSpec[] = [];

    /** Makes the stack. Call once. */
    async open(): Promise<void> {
        await this.must(["stack", "init", "contract"]);
    }

    /** The resources that the program will register from now on. */
    set(resources: readonly ResourceSpec[]): void {
        this.#resources = resources;
    }

    /** Runs an engine command and waits for it. */
    run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
        return this.start(args, environment).ended;
    }

    /** `run`, which must succeed. */
    async must(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
        const ran = await this.run(args, environment);
        if (ran.code !== 0)
            throw new Error(`pulumi ${args.join(" ")} exited with ${ran.code}:\n${ran.text}`);
        return ran;
    }

    up(environment?: NodeJS.ProcessEnv): Promise<Ran> {
        return this.run(["up", "--yes", "--skip-preview"], environment);
    }

    destroy(environment?: NodeJS.ProcessEnv): Promise<Ran> {
        return this.run(["destroy", "--yes", "--skip-preview"], environment);
    }

    refresh(environment?: NodeJS.ProcessEnv): Promise<Ran> {
        return this.run(["refresh", "--yes", "--skip-preview"], environment);
    }

    /** What an update would do, by resource name. */
    async preview(): Promise<Record<string, Step>> {
        const { stdout } = await this.must(["preview", "--json", "--show-sames"]);
        const { steps } = JSON.parse(stdout) as { steps: RawStep[] };
        return Object.fromEntries(
            steps.map(({ urn, op, detailedDiff }) => [
                urn.split("::").at(-1) ?? urn,
                {
                    op,
                    diff: Object.fromEntries(
                        Object.entries(detailedDiff ?? {}).map(([k, { kind }]) => [k, kind]),
                    ),
                },
            ]),
        );
    }

    /** The state, by resource name; without the stack itself. */
    async state(): Promise<Record<string, StateResource>> {
        const { stdout } = await this.must(["stack", "export"]);
        const { deployment } = JSON.parse(stdout) as {
            deployment: { resources?: StateResource[] };
        };
        const own = (deployment.resources ?? []).filter(
            ({ urn }) => !urn.includes("pulumi:pulumi:Stack::"),
        );
        return Object.fromEntries(
            own.map((resource) => [resource.urn.split("::").at(-1), resource]),
        );
    }

    /** Starts an engine command. */
    start(
        args: readonly string[],
        environment: NodeJS.ProcessEnv = {},
    ): { child: ChildProcess; ended: Promise<Ran> } {
        const [verb = "", ...rest] = args;
        const isStackCommand = verb === "stack";
        const child = spawn(
            "pulumi",
            [
                verb,
                ...rest,
                ...(isStackCommand && rest[0] === "init" ? [] : ["--stack", "contract"]),
                "--non-interactive",
                "--cwd",
                PROGRAM,
            ],
            {
                env: {
                    ...process.env,
                    PULUMI_BACKEND_URL: `file://${this.#directory}`,
                    // What plugins do is tried with objects that no stack of the lab may have.
                    SOCK_SHOP_LAB_POLICIES_OFF: "all",
                    PULUMI_CONFIG_PASSPHRASE: "contract",
                    PULUMI_CONFIG_PASSPHRASE_FILE: "",
                    CONTRACT_RESOURCES: JSON.stringify(this.#resources),
                    ...environment,
                },
                stdio: ["ignore", "pipe", "pipe"],
            },
        );
        const stdout: string[] = [];
        const both: string[] = [];
        child.stdout
            .setEncoding("utf8")
            .on("data", (chunk: string) => (stdout.push(chunk), both.push(chunk)));
        child.stderr.setEncoding("utf8").on("data", (chunk: string) => both.push(chunk));
        const ended = new Promise<Ran>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", (code) =>
                resolve({ code: code ?? 1, text: both.join(""), stdout: stdout.join("") }),
            );
        });
        return { child, ended };
    }

    /** Destroys what is left and throws the state away. */
    async close(): Promise<void> {
        await this.must(["destroy", "--yes", "--skip-preview"]);
        rmSync(this.#directory, { recursive: true });
    }
}

interface RawStep {
    urn: string;
    op: string;
    detailedDiff?: Record<string, { kind: string }>;
}
