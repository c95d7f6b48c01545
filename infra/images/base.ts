import { spawn } from "node:child_process";
import { join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { SUITE } from "./catalog.ts";
import { docker, failure, run } from "./engine.ts";
import { logFile } from "./places.ts";
import type { Say } from "./progress.ts";
import { inScratch } from "./scratch.ts";

/** Documentation and translations: half of the tree's files, and no container reads them. */
const LEFT_OUT = ["./usr/share/doc/*", "./usr/share/man/*", "./usr/share/locale/*", "./dev/*"];
const PACKAGE_LISTS = ["./var/lib/apt/lists/*", "./var/cache/apt/*", "./var/log/*"];

/** Makes the base image: a minimal Debian by debootstrap, from where this machine's apt gets packages. */
export async function buildBase(ref: string, say: Say): Promise<void> {
    const log = logFile("image-base");
    await requireDebootstrap(say, log);
    await inScratch("image-base", async (folder) => {
        say(`debootstrap ${SUITE}`);
        const root = join(folder, "root");
        const mirror = await debianMirror();
        const made = await run(
            "debootstrap",
            ["--variant=minbase", SUITE, root, ...(mirror === undefined ? [] : [mirror])],
            { log, env: await aptProxy() },
        );
        if (made.code !== 0) throw failure(made, "image base, debootstrap", log);
        say("importing into Docker");
        await importTree(root, ref, log);
    });
}

async function importTree(root: string, ref: string, log: string): Promise<void> {
    const excluded = [...LEFT_OUT, ...PACKAGE_LISTS].map((pattern) => `--exclude=${pattern}`);
    const tar = spawn("tar", ["--numeric-owner", ...excluded, "-C", root, "-c", "."], {
        stdio: ["ignore", "pipe", "ignore"],
    });
    await docker(["import", "--change", 'CMD ["/bin/sh"]', "-", ref], "image base, docker import", {
        input: tar.stdout,
        log,
    });
}

async function requireDebootstrap(say: Say, log: string): Promise<void> {
    const cure = "as root: apt-get install debootstrap";
    if (process.platform !== "linux" || process.getuid?.() !== 0) {
        throw new LabError({
            where: "image base",
            found:
                process.platform === "linux"
                    ? "no image registry answers, and this user may not make a root file system"
                    : "no image registry answers, and images can be built from packages on Linux only",
            allowed: "root on Debian or Ubuntu, or an image registry that answers",
            cure: "run as root, or make a registry reachable and set sock-shop:imageSource to registry",
        });
    }
    if ((await run("debootstrap", ["--version"])).code === 0) return;
    say("installing debootstrap");
    const args = [
        "install",
        "--yes",
        "--no-install-recommends",
        "debootstrap",
        "debian-archive-keyring",
    ];
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    if ((await run("apt-get", args, { env, log })).code === 0) return;
    await run("apt-get", ["update"], { env, log });
    const installed = await run("apt-get", args, { env, log });
    if (installed.code === 0) return;
    throw new LabError({
        where: "image base",
        found: `debootstrap is lacking and could not be installed; log: ${log}`,
        allowed: "debootstrap on PATH",
        cure,
    });
}

/** The archive this machine's apt uses for Debian; undefined (debootstrap's own) where it uses none. */
async function debianMirror(): Promise<string | undefined> {
    const { code, stdout } = await run("apt-get", [
        "indextargets",
        "--format",
        "$(ORIGIN)|$(LABEL)|$(REPO_URI)",
        "Created-By: Packages",
    ]);
    if (code !== 0) return undefined;
    const mirrors = stdout.split("\n").map((line) => line.split("|"));
    return mirrors.find(([origin, label]) => origin === "Debian" && label === "Debian")?.[2];
}

/** The proxy that apt is told to use, for programs that only read the environment. */
export async function aptProxy(): Promise<Record<string, string>> {
    if ((process.env["http_proxy"] ?? "") !== "") return {};
    const { code, stdout } = await run("apt-config", ["shell", "PROXY", "Acquire::http::Proxy"]);
    const [, proxy = ""] = /^PROXY='(.*)'$/m.exec(stdout) ?? [];
    return code === 0 && proxy !== "" && proxy !== "DIRECT" ? { http_proxy: proxy } : {};
}
