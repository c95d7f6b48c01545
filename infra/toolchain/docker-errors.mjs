import { ToolchainError } from "./error.mjs";
import { engineDir } from "./docker-engine.mjs";

const installHints = "https://docs.docker.com/engine/install/";

/** @param {string} found */
export function notInstalled(found) {
    const mac = process.platform === "darwin";
    return new ToolchainError({
        where: "Docker",
        found,
        allowed:
            "a Docker engine this user can reach; as root on Debian or Ubuntu it is installed for you",
        cure: mac
            ? "install Docker Desktop or colima (`brew install colima docker && colima start`), then run again"
            : `install Docker (${installHints}; Debian and Ubuntu: \`sudo apt-get install docker.io\`), or run again as root`,
    });
}

/**
 * @param {string} message what the client said
 * @param {string} endpoint
 */
export function notReachable(message, endpoint) {
    const denied = /permission denied/i.test(message);
    const mac = process.platform === "darwin";
    const start = mac ? "`open -a Docker` or `colima start`" : "`sudo systemctl start docker`";
    return new ToolchainError({
        where: `Docker at ${endpoint}`,
        found: message,
        allowed: "an engine that answers this user",
        cure: denied
            ? "add yourself to its group (`sudo usermod -aG docker $USER`), log in again, then run again"
            : `start it (${process.env.DOCKER_HOST ? "or unset DOCKER_HOST" : start}), then run again`,
    });
}

/**
 * @param {string} found
 * @param {string} log
 */
export function didNotStart(found, log) {
    return new ToolchainError({
        where: "dockerd",
        found: `${found}; log: ${log}`,
        allowed: "an engine that answers within 60 s",
        cure: `read the end of the log, mend the cause (a full disk, no cgroups, another engine's pid file), then run again; \`tail ${log}\``,
    });
}

/**
 * @param {string[]} missing
 * @param {number} pid
 * @param {string} wrapper
 */
export function privilegedFails(missing, pid, wrapper) {
    const config = JSON.stringify({
        runtimes: { lab: { path: wrapper } },
        "default-runtime": "lab",
    });
    return new ToolchainError({
        where: `the Docker engine that runs already (process ${pid})`,
        found: `it can't start a privileged container: this machine lacks ${missing.join(", ")}`,
        allowed: "an engine whose default runtime leaves these capabilities out",
        cure: `stop it (\`kill ${pid}\`) and run again, then it is started rightly (files in ${engineDir()}); or put ${config} into /etc/docker/daemon.json and restart it`,
    });
}
