import { spawn } from "node:child_process";
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
}

/**
 * Runs `pulumi` as a person would type it. A Ctrl-C reaches it as it reaches us: the engine ends its
 * step in order, and so does our wait for it.
 */
export async function pulumi(args: string[], options: PulumiOptions = {}): Promise<EngineResult> {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: ["ignore", "pipe", "pipe"],
    });
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
    });
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
        destroy: (stack) =>
            pulumi(["destroy", "--stack", stack, "--yes", "--skip-preview"], optionsOf(stack)),
    };
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
