import type { Host } from "../../../../incidents/keeper/host.ts";

/** A clock that stands still but for waits, which pass at once. */
export class FakeHost implements Host {
    time: number;
    readonly said: string[] = [];
    readonly waits: number[] = [];
    /** Called after each wait, with the new time: what others do meanwhile. */
    meanwhile: (time: number) => void = () => {};

    constructor(start: string) {
        this.time = Date.parse(start);
    }

    now = (): number => this.time;

    wait = (ms: number): Promise<void> => {
        this.time += ms;
        this.waits.push(ms);
        this.meanwhile(this.time);
        return Promise.resolve();
    };

    say = (line: string): void => void this.said.push(line);
}
