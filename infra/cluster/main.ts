import { parseArgs } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { endProgramsOnInterrupt } from "../images/engine.ts";
import { stderrProgress } from "../images/progress.ts";
import { observe } from "./observe.ts";

const USAGE = `node infra/cluster/main.ts <ensure|guard|delete|observe> --name <cluster> [options]
  ensure     makes, starts or just finds the cluster; prints its facts as one line of JSON
  guard      keeps packets that are meant for a Service inside its nodes
  delete     deletes it, with its kubeconfigs
  observe    prints what there is as one line of JSON; changes nothing
  --http-port <port>                    port of 127.0.0.1 for the shop (ensure)
  --image-source auto|registry|closed   where the node image comes from (ensure); default auto
`;

async function main(argv: string[]): Promise<void> {
    const { values, positionals } = parseArgs({
        args: argv,
        allowPositionals: true,
        options: {
            name: { type: "string" },
            "http-port": { type: "string" },
            "image-source": { type: "string", default: "auto" },
        },
    });
    const name = nameOf(values.name);
    switch (positionals[0] ?? "") {
        case "ensure": {
            const httpPort = portOf(values["http-port"]);
            const wanted = sourceOf(values["image-source"]);
            const [{ ensureCluster }, { decideImageSource }] = await Promise.all([
                import("./ensure.ts"),
                import("../images/source.ts"),
            ]);
            const source = () => decideImageSource(wanted);
            return print(await ensureCluster({ name, httpPort, source, say: stderrProgress }));
        }
        case "guard": {
            const { guardServices } = await import("./service-guard.ts");
            return await guardServices(name);
        }
        case "delete": {
            const { deleteCluster } = await import("./delete.ts");
            return await deleteCluster(name, stderrProgress);
        }
        case "observe":
            return print(await observe(name));
        default:
            throw misuse(`command "${positionals[0] ?? ""}"`, "ensure, guard, delete, observe");
    }
}

function print(value: object): void {
    process.stdout.write(`${JSON.stringify(value)}\n`);
}

function nameOf(text: string | undefined): string {
    // Kind's own rule; also what keeps a name from being a path.
    if (text !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(text)) return text;
    throw misuse(`--name ${text ?? "(none)"}`, "lower-case letters, digits, dots and dashes");
}

function portOf(text: string | undefined): number {
    const port = Number(text);
    if (Number.isInteger(port) && port >= 1024 && port <= 65535) return port;
    throw misuse(`--http-port ${text ?? "(none)"}`, "1024 to 65535");
}

function sourceOf(text: string): "auto" | "registry" | "closed" {
    if (text === "auto" || text === "registry" || text === "closed") return text;
    throw misuse(`--image-source ${text}`, "auto, registry, closed");
}

function misuse(found: string, allowed: string): LabError {
    return new LabError({ where: "infra/cluster/main.ts", found, allowed, cure: `\n${USAGE}` });
}

endProgramsOnInterrupt();
try {
    await main(process.argv.slice(2));
} catch (error) {
    process.stderr.write(`${textOf(error)}\n`);
    process.exit(1);
}

/** The toolchain's errors are ours too; their class isn't loaded for a mere `observe`. */
function textOf(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const known = error instanceof LabError || error.name === "ToolchainError";
    return known ? error.message : (error.stack ?? error.message);
}
