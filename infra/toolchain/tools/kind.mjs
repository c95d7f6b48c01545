import { chmodSync } from "node:fs";
import path from "node:path";

import { acquire } from "../acquire.mjs";
import { fetchVerified } from "../download.mjs";
import { goBuild } from "../go-build.mjs";
import { goodInstalled } from "../installed.mjs";
import { toolDir } from "../places.mjs";
import { platform } from "../platform.mjs";
import { versions } from "../versions.mjs";

/** @param {(line: string) => void} log */
export function getKind(log) {
    const { os, arch } = platform();
    const { version } = versions.kind;
    const release = `https://github.com/kubernetes-sigs/kind/releases/download/v${version}`;
    const url = `${release}/kind-${os}-${arch}`;
    return acquire({
        name: "kind",
        version,
        log,
        installed: () => goodInstalled("kind", ["version"], versions.kind),
        download: {
            folder: toolDir("kind", version, `download-${os}-${arch}`),
            program: "kind",
            fetch: async (scratch) => {
                const to = path.join(scratch, "kind");
                await fetchVerified({ url, checksums: [`${url}.sha256sum`], to });
                chmodSync(to, 0o755);
            },
        },
        fallback: {
            does: "using one built from its Go module",
            get: async () => {
                const { kind } = await goBuild("kind", ["kind"], { log });
                return { version, path: String(kind), source: "build" };
            },
        },
    });
}
