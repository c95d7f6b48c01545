import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { create } from "tar";
import { LabError } from "../../../components/kit/error.ts";

/**
 * Puts the folder of a run into one file.
 * @throws LabError where that file is there already, or isn't a `.tar.gz`
 */
export async function exportRun(folder: string, to: string | undefined): Promise<string> {
    const run = basename(resolve(folder));
    const file = to ?? `${run}.tar.gz`;
    if (!/\.(tar\.gz|tgz)$/.test(file)) {
        throw new LabError({
            where: "--to",
            found: file,
            allowed: "a file that ends with .tar.gz or .tgz",
            cure: `npm run evidence -- export ${run} --to ${run}.tar.gz`,
        });
    }
    if (existsSync(file)) {
        throw new LabError({
            where: file,
            found: "there already",
            allowed: "a file that is not there yet",
            cure: `npm run evidence -- export ${run} --to another.tar.gz`,
        });
    }
    await create({ gzip: true, file, cwd: dirname(resolve(folder)), portable: true }, [run]);
    return file;
}
