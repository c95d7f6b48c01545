import { type ErrorParts } from "../components/kit/error.ts";
import type { PlannedResource } from "./planned.ts";

/** What breaks a rule, in the four parts of every error of the lab. */
export interface Violation extends ErrorParts {
    /** What is broken in one phrase, such as `hostPath /var/log`: what an exemption names. */
    what: string;
}

/** One rule over every resource of every stack. */
export interface Rule {
    /** As the engine shows it, and as it is switched off by. */
    name: string;
    /** What holds, in one sentence. */
    description: string;
    /**
     * @param resource what a program wants
     * @param before what the same program wanted before it: a resource comes after those it depends on
     * @returns what is wrong with it, nothing where all is well
     */
    check(resource: PlannedResource, before: readonly PlannedResource[]): Violation[];
}
