import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

import { goFromModuleProxy, moduleSum } from "../../../../infra/toolchain/go-module.mjs";
import { buildDir } from "../../../../infra/toolchain/go-build.mjs";
import { platform } from "../../../../infra/toolchain/platform.mjs";
import { versions } from "../../../../infra/toolchain/versions.mjs";
import { readZip } from "../../../../infra/toolchain/zip.mjs";
import { DownloadSite } from "./download-site.ts";
import { workspace } from "./workspace.ts";

/** A zip archive of small files; every other one is stored, the rest deflated. */
function zip(files: Record<string, string>): Buffer {
    const locals: Buffer[] = [];
    const centrals: Buffer[] = [];
    let offset = 0;
    Object.entries(files).forEach(([name, text], i) => {
        const raw = Buffer.from(text);
        const packed = i % 2 === 0 ? raw : deflateRawSync(raw);
        const head = Buffer.alloc(26);
        head.writeUInt16LE(20, 0);
        head.writeUInt16LE(i % 2 === 0 ? 0 : 8, 4);
        head.writeUInt32LE(crc32(raw), 10);
        head.writeUInt32LE(packed.length, 14);
        head.writeUInt32LE(raw.length, 18);
        head.writeUInt16LE(Buffer.byteLength(name), 22);
        const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
        const tail = Buffer.alloc(14);
        tail.writeUInt32LE(offset, 10);
        centrals.push(
            Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name)]),
        );
        locals.push(local);
        offset += local.length;
    });
    const directory = Buffer.concat(centrals);
    const end = Buffer.alloc(22);
    end.write("PK\x05\x06", 0, "latin1");
    end.writeUInt16LE(centrals.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...locals, directory, end]);
}

describe("toolchain Go", () => {
    const place = workspace();

    it("reads stored and deflated files of a zip archive", () => {
        const files = readZip(
            zip({ "m@v1/a": "stored", "m@v1/b": "deflated ".repeat(50), "m@v1/c": "" }),
        );
        assert.deepEqual(
            [...files].map(([name, content]) => [name, content.toString()]),
            [
                ["m@v1/a", "stored"],
                ["m@v1/b", "deflated ".repeat(50)],
                ["m@v1/c", ""],
            ],
        );
        assert.throws(() => readZip(Buffer.from("<html>")), /not a zip archive/);
    });

    it("computes Go's h1 sum of a module", () => {
        // sha256 of "a\n" and "b\n", listed by name: as golang.org/x/mod/sumdb/dirhash documents it.
        const files = new Map([
            ["m@v1/b", Buffer.from("b\n")],
            ["m@v1/a", Buffer.from("a\n")],
        ]);
        assert.equal(moduleSum(files), "h1:MWSSXcbrBPE25cl41I8+R7Y9hAxuY9Be76nDJvg0pks=");
    });

    it("refuses a toolchain whose sum is not the pinned one", async () => {
        const { os, arch } = platform();
        const module = `v0.0.1-go${versions.go.version}.${os}-${arch}`;
        const site = await DownloadSite.open();
        try {
            const body = zip({ [`golang.org/toolchain@${module}/bin/go`]: "tampered" });
            site.pages.set(`/golang.org/toolchain/@v/${module}.zip`, { body });
            const lines: string[] = [];
            const go = await goFromModuleProxy(
                `off,${site.address}|direct`,
                (line) => void lines.push(line),
            );
            assert.equal(go, undefined);
            assert.match(lines.join("\n"), /was refused: its sum is h1:\S+, pinned is h1:/);
            assert.equal(existsSync(path.join(place.dir, "cache", "tools", "go", "bin")), false);
        } finally {
            site.close();
        }
    });

    it("keys a build by its system, so that a container's binaries are kept apart", () => {
        assert.notEqual(buildDir("kubernetes", "linux"), buildDir("kubernetes", "darwin"));
        assert.match(
            buildDir("kubernetes", "linux"),
            /cache\/tools\/kubernetes\/1\.34\.4-[0-9a-f]{12}$/,
        );
    });

    it("names a platform it can't run on, with the cure", () => {
        assert.throws(() => platform("win32", "x64"), /WSL2/);
        assert.throws(
            () => platform("linux", "riscv64"),
            /linux on riscv64[\s\S]*allowed: Linux \(x64, arm64\)/,
        );
        assert.deepEqual(platform("darwin", "arm64"), {
            os: "darwin",
            arch: "arm64",
            nodeArch: "arm64",
        });
    });
});
