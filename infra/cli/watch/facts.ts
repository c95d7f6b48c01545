import type {
    AlertState,
    DoorFigures,
    LoadFiguresNow,
    QueueState,
    ShopState,
} from "./shop-state.ts";
import { doorText, incidentText, loadText, queueText } from "./words.ts";

/** One thing that is so, and that may change. */
export interface Fact {
    /** What it is about; two facts of a state never have the same. */
    about: string;
    /** What counts as a change: figures that are never the same twice are in here by their class. */
    mark: string;
    /** For people. */
    text: string;
}

/** Everything about a state that is worth a line when it changes. */
export function factsOf(state: ShopState): Fact[] {
    const { incidents, door, alerts, workloads, queue, loads } = state;
    return [
        factOf("incident", incidents, (all) => {
            const text = all.length === 0 ? "none" : all.map(incidentText).join("; ");
            return { mark: text, text };
        }),
        { about: "front door", mark: doorClass(door), text: doorText(door) },
        factOf("alerts firing", alerts, (all) => named(all, "firing")),
        factOf("alerts pending", alerts, (all) => named(all, "pending")),
        factOf("queue", queue, (value) => ({ mark: queueClass(value), text: queueText(value) })),
        factOf("load", loads, (all) => ({ mark: all.map(loadClass).join(), text: loadText(all) })),
        factOf("workloads", workloads, (all) => ({ mark: "seen", text: `${all.length} of them` })),
        ...(workloads.value ?? []).map(({ name, available, wanted, restarts }) => {
            const text = `${available} of ${wanted} available, ${restarts} restarts`;
            return { about: `workload ${name}`, mark: text, text };
        }),
    ];
}

/** The facts that a state has and the one before had not, in their order; all of them after none. */
export function changesIn(before: ShopState | undefined, after: ShopState): Fact[] {
    if (before === undefined) return factsOf(after);
    const known = new Map(factsOf(before).map(({ about, mark }) => [about, mark]));
    const isUnseen = before.workloads.value === undefined;
    return factsOf(after).filter(({ about, mark }) => {
        // Workloads that could not be asked for in between are no news.
        if (isUnseen && about.startsWith("workload ")) return false;
        return known.get(about) !== mark;
    });
}

function factOf<T>(
    about: string,
    seen: { value: T } | { value?: undefined; problem: string },
    tell: (value: T) => Omit<Fact, "about">,
): Fact {
    if (seen.value !== undefined) return { about, ...tell(seen.value) };
    const { problem } = seen as { problem: string };
    return { about, mark: "not seen", text: `not seen: ${problem}` };
}

function named(alerts: readonly AlertState[], state: AlertState["state"]): Omit<Fact, "about"> {
    const names = alerts.filter((one) => one.state === state).map(({ name }) => name);
    const text = names.length === 0 ? "none" : names.join(", ");
    return { mark: text, text };
}

/** Waits by tenfold, and failures by none, some, and the shares from which signals fire. */
function doorClass({ pages, failures, p95Ms }: DoorFigures): string {
    if (p95Ms === null) return "none";
    const wait = p95Ms < 200 ? "quick" : p95Ms < 1000 ? "fair" : p95Ms < 5000 ? "slow" : "hanging";
    const share = failures / pages;
    const failed = share > 0.5 ? "most" : share > 0.05 ? "many" : failures > 0 ? "some" : "none";
    return `${wait}, ${failed} failed`;
}

/** Up to five messages on their way to a consumer are the normal state; a backlog counts by its size. */
function queueClass({ messages, consumers }: QueueState): string {
    if (consumers > 0 && messages <= 5) return `${consumers}, flowing`;
    const size = messages <= 10 ? messages : 2 ** Math.floor(Math.log2(messages));
    return `${consumers}, ${size}`;
}

function loadClass({ users, isChanging }: LoadFiguresNow): string {
    return isChanging ? "coming or going" : String(users);
}
