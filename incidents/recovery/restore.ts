import { type KubeClient, KubeError, type KubeObject } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import { type Difference, differences } from "./difference.ts";
import { refOf } from "./record.ts";

/** What putting one object back amounted to. */
export interface Restored {
    object: string;
    /** What was not as recorded and has been put back; empty if nothing had to be done. */
    changes: Difference[];
    /** True where the object itself was gone and has been made again. */
    recreated: boolean;
}

/** How often a write is tried again because somebody else wrote at the same moment. */
const CONFLICT_TRIES = 8;

/** The one who writes during a recovery; it owns nothing afterwards. */
const MANAGER = "lab-recovery";

/**
 * Makes an object what its record says, in content and in who owns which field.
 *
 * Two writes: the first puts the former content back in one piece (one rollout, whatever the incident
 * or a person changed meanwhile); the second, of the same content, restores the recorded ownership, so
 * that the baseline's next preview finds nothing to take back.
 */
export async function restoreObject(kube: KubeClient, former: KubeObject): Promise<Restored> {
    const ref = refOf(former);
    const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
    const path = objectPath(ref);
    // Kept over the tries: a conflict at the second write comes after the first has put all of it back.
    const putBack: Difference[] = [];
    for (let tries = 1; ; tries++) {
        try {
            const live = await kube.find(path);
            if (live === undefined) {
                await kube.json("POST", path.slice(0, path.lastIndexOf("/")), fresh(former));
                return { object: name, changes: putBack, recreated: true };
            }
            const changes = differences(name, former, live);
            if (changes.length > 0) {
                await put(kube, path, former, live, live.metadata.managedFields ?? []);
                putBack.push(...changes);
            }
            const after = await kube.json<KubeObject>("GET", path);
            if (!sameOwners(former, after)) {
                await put(kube, path, former, after, former.metadata.managedFields ?? []);
            }
            return { object: name, changes: putBack, recreated: false };
        } catch (error) {
            const conflict = error instanceof KubeError && error.status === 409;
            if (!conflict || tries >= CONFLICT_TRIES) throw error;
        }
    }
}

async function put(
    kube: KubeClient,
    path: string,
    former: KubeObject,
    live: KubeObject,
    owners: NonNullable<KubeObject["metadata"]["managedFields"]>,
): Promise<void> {
    const revision = "deployment.kubernetes.io/revision";
    const kept = live.metadata.annotations?.[revision];
    const statusOwners = (live.metadata.managedFields ?? []).filter(
        (entry) => entry.subresource === "status",
    );
    await kube.json("PUT", `${path}?fieldManager=${MANAGER}`, {
        ...former,
        metadata: {
            ...former.metadata,
            uid: live.metadata.uid,
            resourceVersion: live.metadata.resourceVersion,
            managedFields: [
                ...owners.filter((entry) => entry.subresource !== "status"),
                ...statusOwners,
            ],
            // The controller counts rollouts on; an old number would make it count one twice.
            annotations: {
                ...former.metadata.annotations,
                ...(kept === undefined ? {} : { [revision]: kept }),
            },
        },
    });
}

/** A body for an object that has to be made again: the server gives identity and time anew. */
function fresh(former: KubeObject): KubeObject {
    const {
        uid: _uid,
        resourceVersion: _version,
        creationTimestamp: _time,
        managedFields: _owners,
        ...metadata
    } = former.metadata;
    return { ...former, metadata };
}

function sameOwners(former: KubeObject, live: KubeObject): boolean {
    const owners = (object: KubeObject): string =>
        (object.metadata.managedFields ?? [])
            .filter((entry) => entry.subresource !== "status")
            .map(({ manager, operation, fieldsV1 }) =>
                JSON.stringify([manager, operation, fieldsV1]),
            )
            .sort()
            .join();
    return owners(former) === owners(live);
}
