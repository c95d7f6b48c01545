import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { toolDir } from "./places.mjs";
import { platform } from "./platform.mjs";
import { fillOnce } from "./tool-dir.mjs";
import { versions } from "./versions.mjs";
import { readZip } from "./zip.mjs";

/**
 * Go from the module proxy that GOPROXY names: the same archive an installed Go would fetch for a newer
 * version of itself, checked against the sum that versions.json pins.
 * @param {string} goproxy value of GOPROXY
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} path of `go`; undefined when no proxy has it
 */
export async function goFromModuleProxy(goproxy, log) {
    const { os, arch } = platform();
    const { version, moduleSums } = versions.go;
    const expected = moduleSums[`${os}-${arch}`];
    const proxies = goproxy.split(/[,|]/).filter((entry) => /^https?:/.test(entry));
    const module = `v0.0.1-go${version}.${os}-${arch}`;
    const folder = toolDir("go", version, `module-${os}-${arch}`);
    for (const proxy of proxies) {
        const url = `${proxy.replace(/\/+$/, "")}/golang.org/toolchain/@v/${module}.zip`;
        try {
            await fillOnce(folder, async (scratch) => {
                log(`fetching Go ${version} from the module proxy`);
                const response = await fetch(url, { signal: AbortSignal.timeout(600_000) });
                if (!response.ok) throw new Error(`${url} answered ${response.status}`);
                const zip = readZip(Buffer.from(await response.arrayBuffer()));
                const sum = moduleSum(zip);
                if (sum !== expected) {
                    throw new Error(`${url} was refused: its sum is ${sum}, pinned is ${expected}`);
                }
                unpack(zip, `golang.org/toolchain@${module}/`, scratch);
            });
            return path.join(folder, "bin", "go");
        } catch (error) {
            log(
                `no Go from the module proxy: ${error instanceof Error ? error.message : String(error)}`,
            );
        }
    }
    return undefined;
}

/**
 * Go's `h1:` sum of a module archive.
 * @param {Map<string, Buffer>} files
 */
export function moduleSum(files) {
    const outer = createHash("sha256");
    for (const name of [...files.keys()].sort(byBytes)) {
        const inner = createHash("sha256")
            .update(files.get(name) ?? "")
            .digest("hex");
        outer.update(`${inner}  ${name}\n`);
    }
    return `h1:${outer.digest("base64")}`;
}

/** @param {string} a @param {string} b */
function byBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * @param {Map<string, Buffer>} files
 * @param {string} prefix
 * @param {string} into
 */
function unpack(files, prefix, into) {
    for (const [name, content] of files) {
        const inner = name.startsWith(prefix) ? name.slice(prefix.length) : "";
        const to = path.join(into, inner);
        if (inner === "" || !to.startsWith(into + path.sep))
            throw new Error(`odd name in archive: ${name}`);
        mkdirSync(path.dirname(to), { recursive: true });
        writeFileSync(to, content);
        // Module archives carry no file modes; Go itself marks these two folders.
        if (/^(bin|pkg\/tool)\//.test(inner)) chmodSync(to, 0o755);
    }
}
