import type { KubeClient } from "../../kube/client.ts";
import { MONITORING_NAMESPACE, MONITORING_PORTS } from "../places.ts";
import type { MonitoringName } from "../places.ts";

/** What a reader asks of the API server. */
export type Kube = Pick<KubeClient, "text">;

/**
 * Asks a program that watches, through the API server's proxy: none of them asks for a login, and nothing
 * has to be forwarded.
 *
 * @param path of the program, with its query
 * @throws KubeError where the program answers with an error, or isn't there
 */
export async function askText(kube: Kube, name: MonitoringName, path: string): Promise<string> {
    const service = `${name}:${MONITORING_PORTS[name]}`;
    const base = `/api/v1/namespaces/${MONITORING_NAMESPACE}/services/${service}/proxy`;
    return await kube.text("GET", `${base}${path}`);
}

/** The same where the answer is JSON. */
export async function ask(kube: Kube, name: MonitoringName, path: string): Promise<unknown> {
    return JSON.parse(await askText(kube, name, path)) as unknown;
}

/** A query string, without what is undefined. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
    const given = Object.entries(values).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return new URLSearchParams(given).toString();
}
