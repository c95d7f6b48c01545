import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import {
    DownloadError,
    fetchVerified,
    mirrored,
    sumIn,
} from "../../../../infra/toolchain/download.mjs";
import { DownloadSite, sha256 } from "./download-site.ts";
import { workspace } from "./workspace.ts";

const url = "https://dl.example.org/v1/tool-linux";
const body = Buffer.from("the program".repeat(50_000));

describe("toolchain download", () => {
    const place = workspace();
    let site: DownloadSite;
    let to: string;
    beforeEach(async () => {
        site = await DownloadSite.open();
        process.env.SOCK_SHOP_LAB_MIRROR = site.address;
        to = path.join(place.dir, "tool");
    });
    afterEach(() => site.close());

    const get = (checksums = [`${url}.sha256`]) => fetchVerified({ url, checksums, to });
    const refusal = (message: RegExp) => (error: unknown) => {
        assert.ok(error instanceof DownloadError);
        assert.match(error.message, message);
        assert.equal(existsSync(to), false, "a refused file must not stay");
        return true;
    };

    it("keeps a file whose sum is the published one", async () => {
        site.put("/dl.example.org/v1/tool-linux", body);
        site.put("/dl.example.org/v1/tool-linux.sha256", sha256(body));
        await get();
        assert.deepEqual(readFileSync(to), body);
        assert.deepEqual(site.asked, [
            "/dl.example.org/v1/tool-linux.sha256",
            "/dl.example.org/v1/tool-linux",
        ]);
    });

    it("refuses a file whose sum is another", async () => {
        site.put("/dl.example.org/v1/tool-linux", Buffer.concat([body, Buffer.from("!")]));
        site.put("/dl.example.org/v1/tool-linux.sha256", sha256(body));
        await assert.rejects(
            get(),
            refusal(/was refused: its sha256 is [0-9a-f]{64}, the publisher states/),
        );
    });

    it("fetches nothing when no checksum is published", async () => {
        site.put("/dl.example.org/v1/tool-linux", body);
        await assert.rejects(get(), refusal(/tool-linux\.sha256 answered 404/));
        assert.deepEqual(site.asked, ["/dl.example.org/v1/tool-linux.sha256"]);
    });

    it("refuses when the checksum file does not name the file", async () => {
        site.put("/dl.example.org/v1/tool-linux", body);
        site.put("/dl.example.org/v1/tool-linux.sha256", `${sha256(body)}  tool-darwin\n`);
        await assert.rejects(get(), refusal(/states no sha256 for tool-linux/));
    });

    it("takes the next checksum file when the first is not there", async () => {
        site.put("/dl.example.org/v1/tool-linux", body);
        site.put("/dl.example.org/v1/SUMS", `${sha256("x")}  other\n${sha256(body)}  tool-linux\n`);
        await get([`${url}.sha256`, "https://dl.example.org/v1/SUMS"]);
        assert.deepEqual(readFileSync(to), body);
    });

    it("says when the file is not there", async () => {
        site.put("/dl.example.org/v1/tool-linux.sha256", sha256(body));
        await assert.rejects(get(), refusal(/tool-linux answered 404/));
    });

    it("refuses a body that breaks off", async () => {
        site.pages.set("/dl.example.org/v1/tool-linux", { body, sent: 1000 });
        site.put("/dl.example.org/v1/tool-linux.sha256", sha256(body));
        await assert.rejects(get(), refusal(/broke off/));
    });

    it("gives up at once when nobody answers", async () => {
        site.close();
        const start = Date.now();
        await assert.rejects(get(), refusal(/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/));
        assert.ok(Date.now() - start < 3_500);
    });

    it("reads each publisher's form of a checksum file", () => {
        const sum = sha256("a");
        assert.equal(sumIn(sum, "any"), sum);
        assert.equal(sumIn(`${sum}  kind-linux-amd64\n`, "kind-linux-amd64"), sum);
        assert.equal(sumIn(`${sum} *node.tar.gz`, "node.tar.gz"), sum);
        assert.equal(sumIn(`${sum.toUpperCase()}  ./x`, "x"), sum);
        assert.equal(sumIn(`${sum}  x.sig`, "x"), undefined);
        assert.equal(sumIn("<html>not found</html>", "x"), undefined);
    });

    it("asks the official site where no mirror is set", () => {
        assert.equal(mirrored(url, {}), url);
        assert.equal(
            mirrored(url, { SOCK_SHOP_LAB_MIRROR: "http://m:1/" }),
            "http://m:1/dl.example.org/v1/tool-linux",
        );
    });
});
