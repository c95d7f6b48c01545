import { parseArgs } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { ToolchainError } from "../toolchain/error.mjs";
import { imageRef, IMAGES, isBuilt } from "./catalog.ts";
import type { ImageName } from "./catalog.ts";
import { endProgramsOnInterrupt } from "./engine.ts";
import { builtImages, ensureImages } from "./ensure.ts";
import { loadImages } from "./load.ts";
import { stderrProgress } from "./progress.ts";
import { decideImageSource } from "./source.ts";
import type { ImageSource } from "./source.ts";

const USAGE = `node infra/images/main.ts <ensure|prepare|list|load> [names]
  ensure [names]                   builds what lacks in the Docker engine
  prepare                          the same for all of them
  list                             every image, its reference and whether it is there
  load --cluster <name> [names]    builds what lacks and puts it into the cluster's nodes
  names: ${IMAGES.join(", ")}; default: all (load: all but base and node)
  --image-source auto|registry|closed   default: SOCK_SHOP_LAB_IMAGE_SOURCE, else auto
`;

async function main(argv: string[]): Promise<void> {
    const { values, positionals } = parseArgs({
        args: argv,
        allowPositionals: true,
        options: { cluster: { type: "string" }, "image-source": { type: "string" } },
    });
    const [command = "", ...rest] = positionals;
    const wanted = sourceOf(values["image-source"] ?? process.env["SOCK_SHOP_LAB_IMAGE_SOURCE"]);
    const source = await decideImageSource(wanted);
    const options = { log: stderrProgress, source };
    switch (command) {
        case "ensure":
        case "prepare":
            await ensureImages(imagesOf(rest, source), options);
            return;
        case "list":
            return await list(source);
        case "load": {
            const names = imagesOf(rest, source).filter(
                (name) => name !== "base" && name !== "node",
            );
            if (values.cluster === undefined) throw misuse("no --cluster", "--cluster <name>");
            return await loadImages(names, values.cluster, options);
        }
        default:
            throw misuse(`command "${command}"`, "ensure, prepare, list, load");
    }
}

async function list(source: ImageSource): Promise<void> {
    const there = new Set(await builtImages());
    for (const name of imagesOf([], source)) {
        const ref = imageRef(name, source);
        process.stdout.write(`${name}\t${ref}\t${there.has(ref) ? "built" : "not built"}\n`);
    }
}

function imagesOf(names: string[], source: ImageSource): ImageName[] {
    const known = IMAGES.filter((name) => isBuilt(name, source));
    if (names.length === 0) return known;
    return names.map((name) => {
        const found = known.find((one) => one === name);
        if (found === undefined) throw misuse(`image ${name}`, known.join(", "));
        return found;
    });
}

function sourceOf(text: string | undefined): "auto" | ImageSource {
    if (text === undefined || text === "") return "auto";
    if (text === "auto" || text === "registry" || text === "closed") return text;
    throw misuse(`image source ${text}`, "auto, registry, closed");
}

function misuse(found: string, allowed: string): LabError {
    return new LabError({ where: "infra/images/main.ts", found, allowed, cure: `\n${USAGE}` });
}

endProgramsOnInterrupt();
try {
    await main(process.argv.slice(2));
} catch (error) {
    const known = error instanceof LabError || error instanceof ToolchainError;
    process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
    process.exit(1);
}
