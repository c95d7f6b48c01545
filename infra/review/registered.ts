import * as pulumi from "@pulumi/pulumi";

/** One resource as a program registered it. */
export interface Registered {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
}

let collected: Registered[] = [];
let standIn: Promise<void> | undefined;

/**
 * Stands in for the engine, once for the process: a second one would leave earlier programs without.
 * Nothing is made, nobody is asked.
 */
export function engineStandIn(): Promise<void> {
    standIn ??= pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                const values = inputs as Record<string, unknown>;
                collected.push({ type, name, inputs: values });
                return { id: `${name}-id`, state: { ...values, ...outputsOf(type) } };
            },
            call: ({ token }) => {
                throw new Error(`without an engine nobody knows a function ${token}`);
            },
        },
        "sock-shop",
        "test",
    );
    return standIn;
}

/** What the engine would add to the inputs of resources whose outputs programs read. */
function outputsOf(type: string): Record<string, unknown> {
    if (type !== "command:local:Command") return {};
    const facts = {
        name: "sockshop",
        context: "kind-sockshop",
        kubeconfig: ".state/kubeconfig-sockshop",
        identity: "cluster-identity",
    };
    return { stdout: JSON.stringify(facts) };
}

/** Resolves once every resource registered so far has its urn, children of children included. */
async function settled(): Promise<void> {
    for (let before = -1; before !== collected.length;) {
        before = collected.length;
        // A registration takes a few turns of the event loop; with none new after many, all are in.
        for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a program without an engine and gives every resource it registered, sorted by type and name. One program
 * at a time: another waits, since the stand-in can't tell whose a resource is.
 */
export async function registeredBy(program: () => Promise<unknown>): Promise<Registered[]> {
    const key = (one: Registered): string => `${one.type} ${one.name}`;
    return (await registrationsOf(program)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The same in the order in which the program registered them. */
export function registrationsOf(program: () => Promise<unknown>): Promise<Registered[]> {
    const result = last.then(() => runAlone(program));
    last = result.catch(() => undefined);
    return result;
}

async function runAlone(program: () => Promise<unknown>): Promise<Registered[]> {
    await engineStandIn();
    collected = [];
    await program();
    await settled();
    return [...collected];
}
