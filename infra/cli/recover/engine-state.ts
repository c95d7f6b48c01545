import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FormerState, parseFormerState } from "../../../incidents/recovery/record.ts";
import { type EngineResult, pulumi as realPulumi, type PulumiOptions } from "../engine.ts";

type RunEngine = (args: string[], options?: PulumiOptions) => Promise<EngineResult>;
type Say = (line: string) => void;

/** The parts of a stack's exported state that are read. */
interface Exported {
    deployment?: {
        resources?: {
            type?: string;
            urn?: string;
            outputs?: { stdout?: unknown };
        }[];
        pending_operations?: unknown[];
        [key: string]: unknown;
    } | null;
    [key: string]: unknown;
}

/** What the engine believes of stacks, and how that is put right. */
export class EngineStates {
    readonly #pulumi: RunEngine;

    constructor(pulumi: RunEngine = realPulumi) {
        this.#pulumi = pulumi;
    }

    /** Stacks that the engine has a state of, with true where it believes that anything of it is up. */
    async all(): Promise<Map<string, boolean>> {
        const { code, stdout } = await this.#pulumi(["stack", "ls", "--json"]);
        if (code !== 0) return new Map();
        const stacks = JSON.parse(stdout) as { name: string; resourceCount?: number }[];
        return new Map(stacks.map(({ name, resourceCount = 0 }) => [name, resourceCount > 0]));
    }

    /** The record in a stack's state; undefined where it has none that can be read. */
    async record(stack: string): Promise<FormerState | undefined> {
        const state = await this.#export(stack, ["--show-secrets"]);
        const text = (state?.deployment?.resources ?? []).find(({ urn }) =>
            urn?.endsWith("command:local:Command::former-state"),
        )?.outputs?.stdout;
        try {
            return parseFormerState(revealed(text), `state of stack ${stack}`);
        } catch {
            return undefined;
        }
    }

    /** Whether a stack's state is that of an incident, whatever its file says. */
    async isIncident(stack: string): Promise<boolean> {
        const state = await this.#export(stack, []);
        const urns = (state?.deployment?.resources ?? []).map(({ urn = "" }) => urn);
        return urns.some(
            (urn) => urn.endsWith("::former-state") || urn.includes("sockshop:incidents:"),
        );
    }

    /**
     * Makes the engine believe that nothing of a stack is up.
     * @param reachable false where its cluster is no more: then there is nothing to ask it for
     */
    async empty(stack: string, reachable: boolean, say: Say): Promise<void> {
        if (reachable) {
            // The stack's file may be missing or broken: what a destroy needs is in the state.
            const folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-config-"));
            const configFile = join(folder, "Pulumi.yaml");
            writeFileSync(configFile, "config: {}\n");
            try {
                const args = ["destroy", "--stack", stack, "--yes", "--skip-preview"];
                const destroyed = await this.#pulumi(args, { configFile });
                if (destroyed.code === 0) return say("the engine's state is put right");
                say(`pulumi destroy could not put the engine's state right:\n${destroyed.output}`);
            } finally {
                rmSync(folder, { recursive: true });
            }
        }
        const state = await this.#export(stack, []);
        if (state?.deployment) {
            const deployment = { ...state.deployment, resources: [], pending_operations: [] };
            const file = join(mkdtempSync(join(tmpdir(), "sock-shop-lab-state-")), "state.json");
            writeFileSync(file, JSON.stringify({ ...state, deployment }), { mode: 0o600 });
            const args = ["stack", "import", "--stack", stack, "--file", file, "--force"];
            const { code, output } = await this.#pulumi(args);
            rmSync(join(file, ".."), { recursive: true });
            if (code === 0) return say("everything is removed from the engine's state");
            throw new Error(`pulumi stack import of stack ${stack} failed:\n${output}`);
        }
    }

    async #export(stack: string, options: string[]): Promise<Exported | undefined> {
        const args = ["stack", "export", "--stack", stack, ...options];
        const { code, stdout } = await this.#pulumi(args);
        return code === 0 ? (JSON.parse(stdout) as Exported) : undefined;
    }
}

/** An output's text; a secret one is wrapped, its text as JSON. */
function revealed(value: unknown): string {
    if (typeof value === "string") return value;
    const { plaintext } = (value ?? {}) as { plaintext?: string };
    return plaintext === undefined ? "" : (JSON.parse(plaintext) as string);
}
