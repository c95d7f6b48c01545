import { relative } from "node:path";
import { KubeClient } from "../../components/kube/client.ts";
import { clusterPlaces, clusterSecrets } from "../secrets/cluster.ts";
import { filesBelow, trackedFiles } from "../secrets/files.ts";
import { describeFinding, type Finding, type Place } from "../secrets/finding.ts";
import { isHome, openHomes } from "../secrets/homes.ts";
import { environmentSecrets, kubeconfigSecrets } from "../secrets/known.ts";
import { findPatterns } from "../secrets/patterns.ts";
import { findValues, type KnownSecret } from "../secrets/values.ts";
import { logDir, places as placesOf } from "../toolchain/places.mjs";
import { stackOutput } from "./engine.ts";

/** Files that git tracks: what looks like a secret, and the secrets of this environment. */
export async function scanTracked(): Promise<Finding[]> {
    const files = trackedFiles();
    return [...(await findPatterns(files)), ...findValues(files, environmentSecrets())];
}

/**
 * Looks for secrets in everything that the lab writes: tracked files, state, proofs and reports, logs of the
 * set-up; with a baseline that is up also its objects and the logs of its containers. Exit code 1 where one is found.
 * @param baseline stack whose Secrets are looked for
 * @param onlyWritten true to leave the tracked files out, as where there is no git
 */
export async function scan(baseline: string, onlyWritten: boolean): Promise<number> {
    const state = filesBelow(relative(".", placesOf(process.cwd()).state));
    const written = [
        ...state.filter((file) => !isHome(file)),
        ...filesBelow("out"),
        ...filesBelow(logDir()),
    ];
    const live = await liveLab(baseline);
    const secrets = unique([...environmentSecrets(), ...kubeconfigSecrets(state), ...live.secrets]);
    const all = [...(onlyWritten ? [] : trackedFiles()), ...written, ...live.places];
    const found = [...findValues(all, secrets), ...(await findPatterns(all)), ...openHomes(state)];
    for (const finding of found) process.stdout.write(`✗ ${describeFinding(finding)}\n`);
    const what = `${all.length} files, objects and logs for ${secrets.length} known secrets and for known forms`;
    process.stdout.write(
        `${found.length === 0 ? "✓" : "✗"} scanned ${what}: ${found.length} found\n`,
    );
    return found.length === 0 ? 0 : 1;
}

async function liveLab(stack: string): Promise<{ secrets: KnownSecret[]; places: Place[] }> {
    const [kubeconfig, context] = await Promise.all(
        ["kubeconfig", "context"].map((name) => stackOutput(stack, name)),
    );
    if (!kubeconfig || !context) {
        process.stdout.write(
            `not scanned: the cluster, and files for its passwords: stack ${stack} is not up (pulumi up --stack ${stack})\n`,
        );
        return { secrets: [], places: [] };
    }
    const kube = new KubeClient({ kubeconfig, context });
    try {
        return { secrets: await clusterSecrets(kube), places: await clusterPlaces(kube) };
    } finally {
        kube.close();
    }
}

/** Two names of one value are one secret. */
function unique(secrets: readonly KnownSecret[]): KnownSecret[] {
    return [...new Map(secrets.map((one) => [one.value, one])).values()];
}
