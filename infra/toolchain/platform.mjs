import { ToolchainError } from "./error.mjs";

/**
 * @typedef {object} Platform
 * @property {"linux" | "darwin"} os as Go, kind, kubectl and Pulumi name it
 * @property {"amd64" | "arm64"} arch as Go names it
 * @property {"x64" | "arm64"} nodeArch as Node and Pulumi's CLI name it
 */

/**
 * @param {string} [system] `process.platform`
 * @param {string} [machine] `process.arch`
 * @returns {Platform}
 * @throws {ToolchainError} on a system the lab doesn't run on
 */
export function platform(system = process.platform, machine = process.arch) {
    const allowed = "Linux (x64, arm64), macOS (x64, arm64)";
    if (system === "win32") {
        throw new ToolchainError({
            where: "operating system",
            found: "Windows",
            allowed,
            cure: "install WSL2 (`wsl --install`), clone into its file system, and run `npm start` there",
        });
    }
    if ((system !== "linux" && system !== "darwin") || (machine !== "x64" && machine !== "arm64")) {
        throw new ToolchainError({
            where: "operating system",
            found: `${system} on ${machine}`,
            allowed,
            cure: "run the lab on one of these, a virtual machine will do",
        });
    }
    return { os: system, arch: machine === "x64" ? "amd64" : "arm64", nodeArch: machine };
}
