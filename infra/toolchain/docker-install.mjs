import { install, offered, updateLists } from "./apt.mjs";

/**
 * Installs the distribution's Docker engine and, where it is a package of its own, its client.
 * @param {(line: string) => void} log
 */
export async function installDocker(log) {
    if (!(await offered("docker.io"))) await updateLists("Docker", log);
    const packages = ["docker.io"];
    // From Debian 13 the client is a package of its own.
    if (await offered("docker-cli")) packages.push("docker-cli");
    await install(packages, { name: "Docker", log });
}
