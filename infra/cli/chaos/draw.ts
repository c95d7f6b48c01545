import { draw } from "../../../incidents/keeper/draw.ts";

/** What is struck down half-way. */
export const OPERATIONS = ["up", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What strikes: `kill` is a `kill -9` of a process; the others are described in `blows.ts`. */
export const KINDS = ["kill", "interrupt", "docker", "node", "api"] as const;
export type Kind = (typeof KINDS)[number];

/** Processes of a command of the engine; `all` is every one of them at once. */
export type Victim = "engine" | "plugin" | "language-host" | "program" | "command" | "all";

/** How the way back is taken. */
export const RECOVERIES = ["destroy", "recover"] as const;
export type Recovery = (typeof RECOVERIES)[number];

/** Who runs in which command: a destroy runs no program. */
export const VICTIMS: Readonly<Record<Operation, readonly Victim[]>> = {
    up: ["engine", "plugin", "language-host", "program", "command", "all"],
    destroy: ["engine", "plugin", "command", "all"],
};

/** One kill, as it is planned. */
export interface Round {
    /** Number of the round, from 1. */
    round: number;
    incident: string;
    operation: Operation;
    kind: Kind;
    /** Who is killed; only a `kill` has one. */
    victim?: Victim;
    recovery: Recovery;
}

/** What is drawn from. */
export interface Urn {
    incidents: readonly string[];
    kinds: readonly Kind[];
    recoveries: readonly Recovery[];
}

/** Steps in which a moment is drawn: a thousandth of the time that the command takes. */
const MOMENTS = 1000;

/**
 * The rounds of a seed: the same ones for the same seed, and each the same whatever their number. Incident
 * and operation are dealt like cards, so that none is left out for long.
 */
export function planOf(seed: number, rounds: number, urn: Urn): Round[] {
    return Array.from({ length: rounds }, (_, index) => roundOf(seed, index + 1, urn));
}

function roundOf(seed: number, round: number, { incidents, kinds, recoveries }: Urn): Round {
    const cards = incidents.flatMap((incident) =>
        OPERATIONS.map((operation) => ({ incident, operation })),
    );
    const deal = Math.floor((round - 1) / cards.length);
    const shuffled = shuffle(seed, `deal ${deal}`, cards);
    const { incident, operation } = at(shuffled, (round - 1) % cards.length);
    const of = <T>(what: string, from: readonly T[]): T =>
        at(from, draw(seed, `round ${round} ${what}`, from.length));
    const kind = of("kind", kinds);
    return {
        round,
        incident,
        operation,
        kind,
        ...(kind === "kill" ? { victim: of("victim", VICTIMS[operation]) } : {}),
        recovery: of("recovery", recoveries),
    };
}

/**
 * When it strikes, as a share of the time that the command takes uninterrupted: from 0, below 1. Who came
 * too late is drawn again from the time before.
 *
 * @param tries how often it has been too late in this round
 */
export function momentOf(seed: number, round: number, tries: number): number {
    let share = 1;
    for (let turn = 0; turn <= tries; turn++) {
        share *= draw(seed, `round ${round} moment ${turn}`, MOMENTS) / MOMENTS;
    }
    return share;
}

/** Which of several processes of the same kind. */
export function pickOf(seed: number, round: number, count: number): number {
    return draw(seed, `round ${round} pick`, count);
}

function shuffle<T>(seed: number, turn: string, cards: readonly T[]): T[] {
    const left = [...cards];
    return cards.map((_, index) => {
        const [card] = left.splice(draw(seed, `${turn} card ${index}`, left.length), 1);
        if (card === undefined) throw new Error("a deck is dealt card by card");
        return card;
    });
}

function at<T>(list: readonly T[], index: number): T {
    const found = list[index];
    if (found === undefined) throw new Error("nothing to draw from");
    return found;
}
