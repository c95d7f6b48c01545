import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { acquire, type Tool } from "../../../../infra/toolchain/acquire.mjs";
import { DownloadError } from "../../../../infra/toolchain/download.mjs";
import { downloadGo } from "../../../../infra/toolchain/go-download.mjs";
import { platform } from "../../../../infra/toolchain/platform.mjs";
import { getKind } from "../../../../infra/toolchain/tools/kind.mjs";
import { getKubectl } from "../../../../infra/toolchain/tools/kubectl.mjs";
import { getNode } from "../../../../infra/toolchain/tools/node.mjs";
import { getPlugin } from "../../../../infra/toolchain/tools/plugin.mjs";
import { getPulumi, hasLanguageHost } from "../../../../infra/toolchain/tools/pulumi.mjs";
import { plugins, pluginVersion, versions } from "../../../../infra/toolchain/versions.mjs";
import { DownloadSite, sha256 } from "./download-site.ts";
import { workspace } from "./workspace.ts";

const { os, arch, nodeArch } = platform();

/** Guards the addresses: a misspelt path would show only on a network that this machine may not have. */
describe("toolchain tools, from a site laid out as the official ones", () => {
    const place = workspace();
    let site: DownloadSite;
    let lines: string[];
    const log = (line: string) => void lines.push(line);
    beforeEach(async () => {
        lines = [];
        site = await DownloadSite.open();
        process.env.SOCK_SHOP_LAB_MIRROR = site.address;
        // Nothing is installed; tar is still there.
        process.env.PATH = "/usr/bin:/bin";
        process.env.PULUMI_HOME = place.dir;
    });
    afterEach(() => site.close());

    /** A tar.gz of files given by their paths. */
    function archive(files: Record<string, string>): Buffer {
        const dir = mkdtempSync(path.join(place.dir, "archive-"));
        for (const [name, text] of Object.entries(files)) {
            mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
            writeFileSync(path.join(dir, name), text, { mode: 0o755 });
        }
        const tops = Object.keys(files).map((name) => String(name.split("/")[0]));
        return execFileSync("tar", ["-czf", "-", "-C", dir, ...new Set(tops)]);
    }

    async function proves(get: () => Promise<Tool>, version: string, text: string): Promise<Tool> {
        const tool = await get();
        assert.deepEqual([tool.source, tool.version], ["download", version]);
        assert.equal(execFileSync(tool.path, { encoding: "utf8" }), `${text}\n`);
        assert.match(lines.join("\n"), /^downloaded \S+ \S+, checksum good$/);
        const asked = site.asked.length;
        assert.deepEqual(await get(), tool);
        assert.equal(site.asked.length, asked, "the second time nothing is asked");
        return tool;
    }

    it("kind: a GitHub release and its .sha256sum", async () => {
        const { version } = versions.kind;
        const at = `/github.com/kubernetes-sigs/kind/releases/download/v${version}/kind-${os}-${arch}`;
        const body = "#!/bin/sh\necho I am kind\n";
        site.put(at, body);
        site.put(`${at}.sha256sum`, `${sha256(body)}  kind-${os}-${arch}\n`);
        await proves(() => getKind(log), version, "I am kind");
    });

    it("kubectl: dl.k8s.io and its .sha256", async () => {
        const { version } = versions.kubectl;
        const at = `/dl.k8s.io/release/v${version}/bin/${os}/${arch}/kubectl`;
        const body = "#!/bin/sh\necho I am kubectl\n";
        site.put(at, body);
        site.put(`${at}.sha256`, sha256(body));
        await proves(() => getKubectl(log), version, "I am kubectl");
    });

    it("pulumi: get.pulumi.com and the release's checksums, language host included", async () => {
        const { version } = versions.pulumi;
        const name = `pulumi-v${version}-${os}-${nodeArch}.tar.gz`;
        const body = archive({
            "pulumi/pulumi": "#!/bin/sh\necho I am pulumi\n",
            "pulumi/pulumi-language-nodejs": "#!/bin/sh\n",
        });
        site.put(`/get.pulumi.com/releases/sdk/${name}`, body);
        site.put(
            `/github.com/pulumi/pulumi/releases/download/v${version}/pulumi-${version}-checksums.txt`,
            `${sha256("other")}  pulumi-v${version}-windows-x64.zip\n${sha256(body)}  ${name}\n`,
        );
        const tool = await proves(() => getPulumi(log), version, "I am pulumi");
        assert.equal(hasLanguageHost(tool.path), true);
    });

    for (const plugin of plugins) {
        it(`${plugin} plugin: get.pulumi.com and the release's checksums`, async () => {
            const version = pluginVersion(plugin);
            const program = `pulumi-resource-${plugin}`;
            const name = `${program}-v${version}-${os}-${arch}.tar.gz`;
            const body = archive({ [program]: "#!/bin/sh\necho I am a plugin\n" });
            site.put(`/get.pulumi.com/releases/plugins/${name}`, body);
            site.put(
                `/github.com/pulumi/pulumi-${plugin}/releases/download/v${version}/pulumi-${plugin}_${version}_checksums.txt`,
                `${sha256(body)}  ${name}\n`,
            );
            await proves(() => getPlugin(plugin, log), version, "I am a plugin");
        });
    }

    it("node: nodejs.org and its SHASUMS256.txt, where the running one is too old", async () => {
        const { version } = versions.node;
        const name = `node-v${version}-${os}-${nodeArch}`;
        const body = archive({ [`${name}/bin/node`]: "#!/bin/sh\necho I am node\n" });
        site.put(`/nodejs.org/dist/v${version}/${name}.tar.gz`, body);
        site.put(
            `/nodejs.org/dist/v${version}/SHASUMS256.txt`,
            `${sha256(body)}  ${name}.tar.gz\n`,
        );
        // Some systems have a good Node here; then that one is rightly preferred.
        process.env.PATH = path.join(place.dir, "none");
        const tarDir = path.join(place.dir, "tar");
        mkdirSync(tarDir);
        writeFileSync(path.join(tarDir, "tar"), '#!/bin/sh\nPATH=/usr/bin:/bin exec tar "$@"\n', {
            mode: 0o755,
        });
        process.env.PATH = tarDir;
        await proves(() => getNode(log, "v20.20.2"), version, "I am node");
        assert.equal((await getNode(log, "v22.19.0")).source, "installed");
    });

    it("go: go.dev and its .sha256", async () => {
        const name = `go${versions.go.version}.${os}-${arch}.tar.gz`;
        const body = archive({ "go/bin/go": "#!/bin/sh\necho I am go\n" });
        site.put(`/go.dev/dl/${name}`, body);
        site.put(`/go.dev/dl/${name}.sha256`, sha256(body));
        const go = await downloadGo(log);
        assert.equal(execFileSync(String(go), { encoding: "utf8" }), "I am go\n");
    });

    it("a plugin that can't be had is replaced by the stand-in, and that is said", async () => {
        const tool = await getPlugin("command", log);
        assert.equal(tool.source, "stand-in");
        assert.match(tool.path, /infra\/plugins\/command\/main\.ts$/);
        assert.equal(lines.length, 1);
        assert.match(
            lines[0] ?? "",
            /^no download of pulumi-resource-command: .* answered 404; using this project's stand-in$/,
        );
    });

    it("a download with a wrong sum is refused, said, and leaves nothing behind", async () => {
        const at = `/dl.k8s.io/release/v${versions.kubectl.version}/bin/${os}/${arch}/kubectl`;
        site.put(at, "tampered");
        site.put(`${at}.sha256`, sha256("genuine"));
        const folder = path.join(place.dir, "cache", "tools", "x");
        const built: Tool = { version: "1", path: "/built", source: "build" };
        const tool = await acquire({
            name: "kubectl",
            version: "1",
            log,
            installed: () => Promise.resolve(undefined),
            download: {
                folder,
                program: "kubectl",
                fetch: () => Promise.reject(new DownloadError("refused")),
            },
            fallback: { does: "using one built", get: () => Promise.resolve(built) },
        });
        assert.deepEqual(tool, built);
        assert.deepEqual(lines, ["no download of kubectl: refused; using one built"]);
        assert.equal(existsSync(folder), false);
        assert.equal(existsSync(`${folder}.lock`), false);
    });

    it("an error of the disk is not taken for one of the network", async () => {
        const job = {
            name: "kind",
            version: "1",
            log,
            installed: () => Promise.resolve(undefined),
            download: {
                folder: path.join(place.dir, "cache", "tools", "y"),
                program: "kind",
                fetch: () =>
                    Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" })),
            },
            fallback: {
                does: "building",
                get: () => Promise.reject(new Error("must not be asked")),
            },
        };
        await assert.rejects(
            acquire(job),
            /the disk is full \(\d+ MB free\)[\s\S]*SOCK_SHOP_LAB_CACHE/,
        );
    });

    it("an installed one of a good version is used; one of .tools/bin or an old one is not", async () => {
        const dirs = ["clone/.tools/bin", "old", "good"].map((name) => path.join(place.dir, name));
        const said = ["kind v0.33.0", "kind v0.20.0", "kind v0.33.1 go1.26"];
        dirs.forEach((dir, i) => {
            mkdirSync(dir, { recursive: true });
            writeFileSync(path.join(dir, "kind"), `#!/bin/sh\necho ${said[i]}\n`, { mode: 0o755 });
        });
        process.env.PATH = [...dirs, "/usr/bin", "/bin"].join(":");
        const expected = {
            version: "0.33.1",
            path: path.join(place.dir, "good", "kind"),
            source: "installed",
        };
        assert.deepEqual(await getKind(log), expected);
        assert.deepEqual(site.asked, []);
        assert.equal(readFileSync(expected.path, "utf8"), "#!/bin/sh\necho kind v0.33.1 go1.26\n");
    });
});
