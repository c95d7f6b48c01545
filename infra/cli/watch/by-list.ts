import type { KubeClient, KubeObject } from "../../../components/kube/client.ts";
import type { StatusReader } from "../../../incidents/recovery/status.ts";

/**
 * Finds single objects by lists, which is all that the witness may do: in a role, `get` on everything would
 * be a way into containers.
 */
export function byList(kube: Pick<KubeClient, "list">): StatusReader {
    return {
        list: (path) => kube.list(path),
        find: async (path): Promise<KubeObject | undefined> => {
            const end = path.lastIndexOf("/");
            const selector = `fieldSelector=metadata.name%3D${path.slice(end + 1)}`;
            const [found] = await kube.list(`${path.slice(0, end)}?${selector}`);
            return found;
        },
    };
}
