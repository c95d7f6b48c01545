import type { Strike } from "../../../../../infra/cli/chaos/strike.ts";
import type { World } from "../../../../../infra/cli/chaos/round.ts";

/** How a fake lab behaves. */
export interface FakeLab {
    /** Strikes that come to nothing before one hits. Default 0. */
    tooLate?: number;
    /** What the judge finds. Default nothing. */
    differences?: string[];
    recoverCode?: number;
    /** Called at each step, e.g. to interrupt or to throw. */
    at?: (step: string) => void;
}

/** A lab that only writes down what is done to it. */
export function fakeWorld(lab: FakeLab = {}): { world: World; done: string[]; said: string[] } {
    const done: string[] = [];
    const said: string[] = [];
    let strikes = 0;
    const step = (text: string): void => {
        done.push(text);
        lab.at?.(text);
    };
    const world: World = {
        spanMs: (_incident, operation) => (operation === "up" ? 20_000 : 10_000),
        up: async (incident) => step(`up ${incident}`),
        destroy: async (incident) => step(`destroy ${incident}`),
        strike: async ({ operation, incident, victim }, atMs): Promise<Strike> => {
            step(`strike ${operation} ${incident}`);
            const rest = { tookMs: 9_000, output: "" };
            if (strikes++ < (lab.tooLate ?? 0)) return { ...rest, code: 0 };
            return {
                ...rest,
                struck: { what: victim ?? "node", atMs, event: "Job load creating" },
            };
        },
        answering: async () => step("answering"),
        recover: async (how, incident) => {
            step(`recover ${incident} by ${how}`);
            return { code: lab.recoverCode ?? 0, output: "error: no way" };
        },
        judge: async (incident) => {
            step(`judge ${incident}`);
            return lab.differences ?? [];
        },
        say: (line) => void said.push(line),
    };
    return { world, done, said };
}
