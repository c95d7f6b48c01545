/** Reading a kubeconfig: which server, and who we are there. */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { parse } from "yaml";
import type { Property } from "../protocol/property.ts";
import { at, listAt, mapAt, textAt } from "./kube-object.ts";
import type { Settings } from "./settings.ts";

/** How to reach an API server. PEM texts, not files. */
export interface Connection {
    /** Base address, e.g. `https://127.0.0.1:6443`. */
    server: string;
    /** Name of the context and the namespace it sets. */
    context: string;
    namespace: string;
    ca?: string;
    cert?: string;
    key?: string;
    token?: string;
    /** Name expected in the server's certificate. */
    serverName?: string;
    insecure: boolean;
    /** The user needs a credential plugin or an auth provider: a larger client has to find out who we are. */
    needsClient: boolean;
}

export type Selection = Pick<Settings, "kubeconfig" | "context" | "cluster" | "namespace">;

/** Reads a kubeconfig as the official plugin chooses it. Throws an error that names the file and the cure. */
export function loadConnection(
    selection: Selection,
    environment: NodeJS.ProcessEnv = process.env,
): Connection {
    const { text, source, directory } = readSource(selection.kubeconfig, environment);
    let config: Property;
    try {
        config = parse(text) as Property;
    } catch (error) {
        throw new Error(
            `kubeconfig ${source} can't be read: ${error instanceof Error ? error.message : error}`,
        );
    }
    const contextName = selection.context ?? textAt(config, "current-context");
    const contexts = namesOf(config, "contexts");
    if (contextName === undefined)
        throw new Error(`kubeconfig ${source} has no current-context; it has ${contexts}`);
    const context = entry(config, "contexts", contextName, "context");
    if (context === undefined)
        throw new Error(`kubeconfig ${source} has no context "${contextName}"; it has ${contexts}`);
    const clusterName = selection.cluster ?? textAt(context, "cluster") ?? "";
    const cluster = entry(config, "clusters", clusterName, "cluster");
    const server = textAt(cluster, "server");
    if (server === undefined)
        throw new Error(`kubeconfig ${source} has no server for cluster "${clusterName}"`);
    const user = entry(config, "users", textAt(context, "user") ?? "", "user") ?? {};
    const tokenFile = textAt(user, "tokenFile");
    return {
        server,
        context: contextName,
        namespace: selection.namespace ?? textAt(context, "namespace") ?? "default",
        ...optional("ca", data(cluster, "certificate-authority", directory)),
        ...optional("cert", data(user, "client-certificate", directory)),
        ...optional("key", data(user, "client-key", directory)),
        ...optional(
            "token",
            textAt(user, "token") ??
                (tokenFile && readFileSync(resolve(directory, tokenFile), "utf8").trim()),
        ),
        ...optional("serverName", textAt(cluster, "tls-server-name")),
        insecure: at(cluster, "insecure-skip-tls-verify") === true,
        needsClient: ["exec", "auth-provider", "username"].some(
            (key) => at(user, key) !== undefined,
        ),
    };
}

/** The text of the kubeconfig, what to call it in errors, and the folder that its relative paths start from. */
export function readSource(
    kubeconfig: string | undefined,
    environment: NodeJS.ProcessEnv,
): { text: string; source: string; directory: string } {
    if (kubeconfig !== undefined && /^\s*[{]|\n|apiVersion:/.test(kubeconfig)) {
        return { text: kubeconfig, source: "given to the provider", directory: process.cwd() };
    }
    const candidates = kubeconfig
        ? [expandHome(kubeconfig)]
        : (environment["KUBECONFIG"]?.split(delimiter) ?? [join(homedir(), ".kube", "config")]);
    const path = candidates
        .filter((candidate) => candidate !== "")
        .find((candidate) => existsSync(candidate));
    if (path === undefined) {
        throw new Error(
            `no kubeconfig: ${candidates.join(", ")} not found. Set KUBECONFIG, or the provider's kubeconfig`,
        );
    }
    return { text: readFileSync(path, "utf8"), source: path, directory: dirname(path) };
}

function expandHome(path: string): string {
    return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

function entry(config: Property, list: string, name: string, key: string): Property | undefined {
    const found = listAt(config, list).find((item) => textAt(item, "name") === name);
    return found === undefined ? undefined : mapAt(found, key);
}

function namesOf(config: Property, list: string): string {
    return listAt(config, list)
        .map((item) => textAt(item, "name"))
        .join(", ");
}

function data(holder: Property | undefined, key: string, directory: string): string | undefined {
    const inline = textAt(holder, `${key}-data`);
    if (inline !== undefined) return Buffer.from(inline, "base64").toString("utf8");
    const path = textAt(holder, key);
    return path === undefined ? undefined : readFileSync(resolve(directory, path), "utf8");
}

function resolve(directory: string, path: string): string {
    return isAbsolute(path) ? path : join(directory, path);
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
    return value === undefined || value === "" ? {} : ({ [key]: value } as { [P in K]?: string });
}
