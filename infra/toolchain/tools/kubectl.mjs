import { chmodSync } from "node:fs";
import path from "node:path";

import { acquire } from "../acquire.mjs";
import { fetchVerified } from "../download.mjs";
import { goBuild } from "../go-build.mjs";
import { goodInstalled } from "../installed.mjs";
import { toolDir } from "../places.mjs";
import { platform } from "../platform.mjs";
import { versions } from "../versions.mjs";

/**
 * kubectl works with servers one minor version older or newer than itself.
 * @param {(line: string) => void} log
 */
export function getKubectl(log) {
    const { os, arch } = platform();
    const { version } = versions.kubectl;
    const url = `https://dl.k8s.io/release/v${version}/bin/${os}/${arch}/kubectl`;
    return acquire({
        name: "kubectl",
        version,
        log,
        installed: () => goodInstalled("kubectl", ["version", "--client"], versions.kubectl),
        download: {
            folder: toolDir("kubectl", version, `download-${os}-${arch}`),
            program: "kubectl",
            fetch: async (scratch) => {
                const to = path.join(scratch, "kubectl");
                await fetchVerified({ url, checksums: [`${url}.sha256`], to });
                chmodSync(to, 0o755);
            },
        },
        fallback: {
            does: "using one built from its Go module",
            get: async () => {
                const { kubectl } = await goBuild("kubernetes", ["kubectl"], { log });
                return { version, path: String(kubectl), source: "build" };
            },
        },
    });
}
