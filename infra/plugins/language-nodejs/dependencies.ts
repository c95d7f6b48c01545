/** What `pulumi about` lists: the packages a program names, with the version that is installed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import type { GetProgramDependenciesResponse } from "@pulumi/pulumi/proto/language_pb.js";

interface Manifest {
    version?: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
}

/** The program's direct dependencies. One that isn't installed is listed as it is asked for. */
export async function listDependencies(directory: string): Promise<GetProgramDependenciesResponse> {
    const manifest = await readManifest(directory);
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    const response = new languagePb.GetProgramDependenciesResponse();
    const dependencies = Object.entries(wanted).map(async ([name, range]) => {
        const dependency = new languagePb.DependencyInfo();
        const installed = await readManifest(join(directory, "node_modules", name)).catch(() => ({
            version: range,
        }));
        dependency.setName(name);
        dependency.setVersion(installed.version ?? range);
        return dependency;
    });
    response.setDependenciesList(await Promise.all(dependencies));
    return response;
}

async function readManifest(directory: string): Promise<Manifest> {
    return JSON.parse(await readFile(join(directory, "package.json"), "utf8")) as Manifest;
}
