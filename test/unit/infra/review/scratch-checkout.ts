import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../../..");

/** What a program said. */
export interface Said {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** The stack files and the golden files of this checkout in a repository of their own, on a branch `main`. */
export class ScratchCheckout {
    readonly folder = mkdtempSync(join(tmpdir(), "sock-shop-lab-review-"));

    constructor() {
        for (const part of ["stacks", "test/golden"]) {
            cpSync(join(ROOT, part), join(this.folder, part), { recursive: true });
        }
        this.git("init", "--quiet", "--initial-branch", "main");
        this.commit("as it was");
    }

    commit(message: string): void {
        this.git("add", "--all");
        const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
        this.git(...author, "commit", "--quiet", "--message", message);
    }

    git(...args: string[]): string {
        return execFileSync("git", args, { cwd: this.folder, stdio: "pipe" }).toString().trim();
    }

    file(path: string): string {
        return join(this.folder, path);
    }

    /** Changes a text of a file. Fails where it isn't there: then nothing would change. */
    edit(path: string, from: string, to: string): void {
        const text = readFileSync(this.file(path), "utf8");
        if (!text.includes(from)) throw new Error(`${path} holds no ${from}`);
        writeFileSync(this.file(path), text.replace(from, to));
    }

    /** Runs a command of the lab here. */
    lab(...args: string[]): Said {
        return this.node(join(ROOT, "infra/cli/main.ts"), ...args);
    }

    /** Runs the golden tests here. */
    golden(): Said {
        const mocha = join(ROOT, "node_modules/mocha/bin/mocha.js");
        return this.node(mocha, "--timeout", "60000", join(ROOT, "test/golden/stacks.test.ts"));
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }

    private node(...args: string[]): Said {
        const { GOLDEN: _golden, ...env } = process.env;
        const { status, stdout, stderr } = spawnSync(process.execPath, args, {
            cwd: this.folder,
            env,
            encoding: "utf8",
        });
        return { code: status, stdout, stderr };
    }
}
