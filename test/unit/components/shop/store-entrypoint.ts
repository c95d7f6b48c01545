import { spawnSync } from "node:child_process";
import {
    chmodSync,
    cpSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SHOP = new URL("../../../../components/shop/", import.meta.url).pathname;

/** Places of a container that an entrypoint names. */
const PLACES = /\/(?:etc\/sock-shop|run\/\w+|data\/db|tmp\/)/g;

/** How an entrypoint ended. */
interface Ended {
    status: number | null;
    stdout: string;
    stderr: string;
}

/** A store's entrypoint, run in a folder of its own in place of a container, with programs that only tell of it. */
export class StoreEntrypoint {
    readonly root = mkdtempSync(join(tmpdir(), "store-"));
    readonly #script: string;

    /**
     * @param store folder of the build context
     * @param programs shell scripts by name; nothing else but the usual tools is on PATH
     */
    constructor(store: string, programs: Record<string, string>) {
        for (const folder of [
            "etc/sock-shop",
            "run/redis",
            "run/rabbitmq",
            "data/db",
            "tmp",
            "bin",
        ]) {
            mkdirSync(join(this.root, folder), { recursive: true });
        }
        for (const context of ["store-image", store]) {
            cpSync(join(SHOP, context), join(this.root, "etc/sock-shop"), { recursive: true });
        }
        this.#script = join(this.root, "entrypoint.sh");
        const text = readFileSync(join(SHOP, store, "entrypoint.sh"), "utf8");
        writeFileSync(
            this.#script,
            text.replaceAll(PLACES, (place) => this.root + place),
        );
        for (const [name, body] of Object.entries(programs)) {
            writeFileSync(join(this.root, "bin", name), `#!/bin/sh\n${body}\n`);
            chmodSync(join(this.root, "bin", name), 0o755);
        }
    }

    run(env: Record<string, string>): Ended {
        return spawnSync("/bin/sh", [this.#script], {
            env: { PATH: `${join(this.root, "bin")}:/usr/bin:/bin`, HOME: this.root, ...env },
            encoding: "utf8",
            timeout: 5000,
            killSignal: "SIGKILL",
        });
    }

    read(path: string): string {
        return readFileSync(join(this.root, path), "utf8");
    }

    write(path: string, text: string): string {
        writeFileSync(join(this.root, path), text);
        return join(this.root, path);
    }

    remove(): void {
        rmSync(this.root, { recursive: true });
    }
}
