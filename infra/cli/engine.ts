import { spawn } from "node:child_process";
import { LabError } from "../../components/kit/error.ts";
import type { Engine } from "../../incidents/proof/options.ts";

/** Outcome of one command of the engine. */
export interface EngineResult {
    code: number;
    /** Both streams as a person sees them. */
    output: string;
    /** What was meant for programs. */
    stdout: string;
}

export interface PulumiOptions {
    /** Checkout to work in. Default: this one. */
    cwd?: string;
    /** Further environment, e.g. another state folder. */
    env?: NodeJS.ProcessEnv;
    /** True to pass the engine's output on while it comes. */
    show?: boolean;
    /** File with the stack's configuration. Default the one in `stacks/`. */
    configFile?: string;
    /**
     * Interrupts the engine, which then ends its step in order. The engine is in a process group of its
     * own then, out of reach of the terminal's Ctrl-C: who has the signal decides what that means.
     * Default: a Ctrl-C reaches the engine as it reaches us.
     */
    signal?: AbortSignal;
}

/** Runs `pulumi` as a person would type it. */
export async function pulumi(args: string[], options: PulumiOptions = {}): Promise<EngineResult> {
    const { cwd, env, configFile, signal } = options;
    const file = configFile === undefined ? [] : ["--config-file", configFile];
    const child = spawn("pulumi", [...args, ...file, "--non-interactive"], {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        detached: signal !== undefined,
    });
    const interrupt = (): void => {
        try {
            if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
        } catch {
            // It came to its end at the same moment.
        }
    };
    if (signal?.aborted) interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    const parts: Buffer[] = [];
    const results: Buffer[] = [];
    const take = (part: Buffer): void => {
        parts.push(part);
        if (options.show) process.stderr.write(part);
    };
    child.stdout.on("data", (part: Buffer) => {
        results.push(part);
        take(part);
    });
    child.stderr.on("data", take);
    const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exit) => resolve(exit ?? 1));
    }).finally(() => signal?.removeEventListener("abort", interrupt));
    const text = (buffers: Buffer[]): string => Buffer.concat(buffers).toString("utf8");
    return { code, output: text(parts), stdout: text(results) };
}

/** The engine as a proof uses it. */
export function pulumiEngine(optionsOf: (stack: string) => PulumiOptions): Engine {
    return {
        previewUnchanged: (stack) =>
            pulumi(
                ["preview", "--stack", stack, "--refresh", "--expect-no-changes"],
                optionsOf(stack),
            ),
        up: (stack) =>
            pulumi(["up", "--stack", stack, "--yes", "--skip-preview"], optionsOf(stack)),
        // A recovery is never interrupted: that is what an interrupt asks for.
        destroy: (stack) =>
            pulumi(["destroy", "--stack", stack, "--yes", "--skip-preview"], {
                ...optionsOf(stack),
                signal: new AbortController().signal,
            }),
    };
}

/**
 * Outputs of a baseline's stack.
 * @throws LabError where one is missing: then it isn't up
 */
export async function baselineOutputs<Name extends string>(
    stack: string,
    names: readonly Name[],
    options: PulumiOptions = {},
): Promise<Record<Name, string>> {
    const found = await Promise.all(
        names.map(async (name) => [name, await stackOutput(stack, name, options)] as const),
    );
    if (found.every(([, value]) => value)) return Object.fromEntries(found) as Record<Name, string>;
    throw new LabError({
        where: `stack ${stack}`,
        found: "not up",
        allowed: "a baseline that is up and healthy",
        cure: `pulumi up --stack ${stack}, or npm start`,
    });
}

/** An output of a stack, or undefined where the stack has none of that name. */
export async function stackOutput(
    stack: string,
    name: string,
    options: PulumiOptions = {},
): Promise<string | undefined> {
    const { code, stdout } = await pulumi(["stack", "output", name, "--stack", stack], {
        ...options,
        show: false,
    });
    return code === 0 ? stdout.trim() : undefined;
}
