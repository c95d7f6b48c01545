import { atomizeChangeset, diff, Operation } from "json-diff-ts";
import type { IncidentView } from "./incident-view.ts";
import type { ResourceList } from "./golden.ts";

/** One thing that is not as it was. */
export interface Row {
    object: string;
    field: string;
    /** Undefined where there was nothing. */
    before: string | undefined;
    /** Undefined where there is nothing now. */
    after: string | undefined;
}

/** Lists that Kubernetes keeps by name: matched so, one changed entry is one row. */
const KEYED_LISTS = new Map(
    ["containers", "initContainers", "env", "volumes", "ports"].map((list) => [
        new RegExp(`(^|\\.)${list}$`),
        "name",
    ]),
);

/**
 * Every statement of an incident, those that are the same before and after included; `undefined` stands for an
 * incident that isn't there.
 */
export function incidentRows(
    before: IncidentView | undefined,
    after: IncidentView | undefined,
): Row[] {
    const [old, now] = [statements(before), statements(after)];
    const rows = [...new Set([...now.keys(), ...old.keys()])].map((key): Row => {
        const { object = "", field = "" } = now.get(key) ?? old.get(key) ?? {};
        return { object, field, before: old.get(key)?.says, after: now.get(key)?.says };
    });
    const shared = Object.keys(before?.added ?? {}).filter((name) => after?.added[name]);
    return [
        ...rows,
        ...shared.flatMap((name) => fieldRows(name, before?.added[name], after?.added[name])),
    ];
}

interface Statement {
    object: string;
    field: string;
    says: string;
}

/** What an incident says, one by one; objects that it adds are only named. */
function statements(view: IncidentView | undefined): Map<string, Statement> {
    const all = new Map<string, Statement>();
    const add = (object: string, field: string, says: string): void =>
        void all.set(`${object}\n${field}`, { object, field, says });
    if (view === undefined) return all;
    for (const { object, field, from, to } of view.changes) {
        add(object, field, `${from ?? "(none)"} → ${to}`);
    }
    if (view.load !== undefined) {
        add("load", "size", view.load.size);
        for (const [name, value] of Object.entries(view.load.settings)) add("load", name, value);
    }
    add("expiry", "ends by itself after", view.expiresAfter);
    add("recovery", "command", view.recovery);
    add("record", "objects recorded and put back", view.recorded.join(", ") || "none");
    for (const name of Object.keys(view.added)) add(name, "whole object", "added");
    for (const name of view.resources) add("resource", name, "made");
    return all;
}

/** Every field of every resource that differs between two lists, and whole resources that came or went. */
export function listRows(before: ResourceList, after: ResourceList): Row[] {
    const byName = (list: ResourceList): Map<string, Record<string, unknown>> =>
        new Map(
            list.resources.map(({ type, name, inputs }) => [`${kindOf(type)} ${name}`, inputs]),
        );
    const [old, now] = [byName(before), byName(after)];
    const said = { before: before.changes.join("\n"), after: after.changes.join("\n") };
    const words: Row[] =
        said.before === said.after ? [] : [{ object: "preview", field: "says", ...said }];
    const fields = [...new Set([...old.keys(), ...now.keys()])].flatMap((name): Row[] => {
        const [was, is] = [old.get(name), now.get(name)];
        if (was !== undefined && is !== undefined) return fieldRows(name, was, is);
        const there = (inputs: unknown) => (inputs === undefined ? undefined : "made");
        return [{ object: name, field: "whole object", before: there(was), after: there(is) }];
    });
    return [...words, ...fields];
}

/** `kubernetes:apps/v1:Deployment` is a Deployment to people. */
function kindOf(type: string): string {
    return type.split(":").at(-1) ?? type;
}

function fieldRows(object: string, before: unknown, after: unknown): Row[] {
    const plain = (value: unknown): object => JSON.parse(JSON.stringify(value)) as object;
    const changes = diff(plain(before), plain(after), { embeddedObjKeys: KEYED_LISTS });
    return atomizeChangeset(changes).map(({ path, type, oldValue, value }) => ({
        object,
        field: path.replace(/^\$\.?/, "").replace(/\[\?\(@\.name=='([^']*)'\)\]/g, "[$1]"),
        before: type === Operation.ADD ? undefined : shown(oldValue ?? value),
        after: type === Operation.REMOVE ? undefined : shown(value),
    }));
}

function shown(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
