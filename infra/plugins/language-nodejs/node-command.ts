/** The command lines with which Pulumi's Node SDK is told what to run. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunPluginRequest, RunRequest } from "@pulumi/pulumi/proto/language_pb.js";

export interface NodeCommand {
    args: string[];
    cwd: string;
    env: NodeJS.ProcessEnv;
}

/** How to run a Pulumi program. Throws where the SDK isn't installed beside it. */
export function programCommand(request: RunRequest, engine: string | undefined): NodeCommand {
    const info = request.getInfo();
    const directory = info?.getProgramDirectory() || request.getPwd();
    const flags: [string, string | undefined][] = [
        ["monitor", request.getMonitorAddress()],
        ["engine", engine],
        ["organization", request.getOrganization()],
        ["project", request.getProject()],
        ["root-directory", info?.getRootDirectory()],
        ["stack", request.getStack()],
        ["pwd", directory],
        ["parallel", String(request.getParallel())],
    ];
    const passed = flags.flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
    return {
        args: [
            locateSdk(directory, "run"),
            ...passed,
            ...(request.getDryrun() ? ["--dry-run"] : []),
            info?.getEntryPoint() || ".",
            ...request.getArgsList(),
        ],
        cwd: process.cwd(),
        env: {
            ...process.env,
            ...compileCache(process.env),
            // Node strips the types itself; the SDK must not look for ts-node.
            PULUMI_NODEJS_TYPESCRIPT: "false",
            PULUMI_CONFIG: JSON.stringify(configOf(request.getConfigMap().toObject())),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        },
    };
}

/** How to run a plugin written for Node; an analyzer is a policy pack. Throws where the SDK isn't installed beside it. */
export function pluginCommand(request: RunPluginRequest): NodeCommand {
    const directory = request.getInfo()?.getProgramDirectory() || request.getProgram();
    const given = envOf(request.getEnvList());
    const env = { ...given, ...compileCache(given) };
    const isPolicyPack = request.getKind() === "analyzer";
    const entry = isPolicyPack ? moduleEntry(directory) : undefined;
    if (entry !== undefined) return { args: [entry], cwd: directory, env };
    const sdk = locateSdk(directory, isPolicyPack ? "run-policy-pack" : "run-plugin");
    const args = request.getArgsList();
    return {
        args: isPolicyPack ? [sdk, ...args, directory] : [sdk, directory, ...args],
        cwd: isPolicyPack ? directory : request.getPwd(),
        env,
    };
}

/**
 * The entry of a pack that is a JavaScript module. It serves by itself: the SDK's way of running a pack adds half a second,
 * for a TypeScript compiler and for hooks into V8 that only the serialization of functions needs.
 */
function moduleEntry(directory: string): string | undefined {
    const manifest = join(directory, "package.json");
    if (!existsSync(manifest)) return undefined;
    const { main } = JSON.parse(readFileSync(manifest, "utf8")) as { main?: string };
    return main?.endsWith(".mjs") ? join(directory, main) : undefined;
}

/** Compiling the SDKs anew costs a third of a second each time. */
function compileCache(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return {
        NODE_COMPILE_CACHE: env["NODE_COMPILE_CACHE"] ?? join(tmpdir(), "node-compile-cache"),
    };
}

/** The configuration as the SDK wants it: `<namespace>:config:<name>` is how old keys looked, and still do here. */
export function configOf(entries: readonly [string, string][]): Record<string, string> {
    return Object.fromEntries(
        entries.map(([key, value]) => {
            const parts = key.split(":");
            return [parts.length === 2 ? `${parts[0]}:config:${parts[1]}` : key, value];
        }),
    );
}

/** The environment in a list of `NAME=value`. */
export function envOf(list: readonly string[]): NodeJS.ProcessEnv {
    return Object.fromEntries(
        list.map((entry) => {
            const at = entry.indexOf("=");
            return [entry.slice(0, at), entry.slice(at + 1)];
        }),
    );
}

function locateSdk(directory: string, command: string): string {
    const require = createRequire(join(directory, "package.json"));
    try {
        return require.resolve(`@pulumi/pulumi/cmd/${command}/index.js`);
    } catch {
        const hint = existsSync(join(directory, "package.json"))
            ? ""
            : ` (no package.json in ${directory})`;
        throw new Error(
            `It looks like the Pulumi SDK has not been installed${hint}. Run \`npm ci\` in ${directory}.`,
        );
    }
}
