import path from "node:path";

import { enginePidFile } from "./docker-engine.mjs";
import { quoted } from "./environment.mjs";
import { places, toolchainDir } from "./places.mjs";

/**
 * `.tools/bin/pulumi`: mends two things that would stop plain `pulumi up`, refuses a stack file that
 * can't be read, then becomes Pulumi. Both mends are looked at in the shell; Node starts only where there is
 * something to mend.
 * @param {{ root: string, pulumi: string, node: string }} paths
 */
export function pulumiShim({ root, pulumi, node }) {
    const { state } = places(root);
    return `#!/bin/sh
# Made by the bootstrap (npm start).
node=${quoted(node)}
# A killed Pulumi leaves its lock behind, in whichever folder the state is.
state=${quoted(state)}
case \${PULUMI_BACKEND_URL-} in file://*) state=\${PULUMI_BACKEND_URL#file://} ;; esac
for lock in "$state"/.pulumi/locks/*/*/*/*.json; do
    [ -e "$lock" ] && "$node" ${quoted(path.join(toolchainDir, "stale-locks.mjs"))} "$state"
    break
done
# The engine that the bootstrap started does not come back by itself after a reboot.
engine=${quoted(enginePidFile())}
if [ -r "$engine" ]; then
    name=
    read -r pid birth <"$engine"
    [ -r "/proc/$pid/comm" ] && read -r name <"/proc/$pid/comm"
    [ "$name" = dockerd ] || "$node" ${quoted(path.join(toolchainDir, "docker-start.mjs"))}
fi
# Of a stack file that is no YAML the engine names neither key nor cure.
precheck=${quoted(path.join(root, "infra", "config", "precheck.ts"))}
for word; do
    case $word in
    up | update | preview | pre)
        if [ -e "$precheck" ]; then "$node" "$precheck" "$@" || exit; fi
        break
        ;;
    esac
done
exec ${quoted(pulumi)} "$@"
`;
}

/**
 * A program of ours that the engine finds on PATH.
 * @param {{ node: string, main: string }} paths
 */
export function standInScript({ node, main }) {
    return `#!/bin/sh
# Made by the bootstrap (npm start): the official plugin could not be had.
exec ${quoted(node)} ${quoted(main)} "$@"
`;
}
