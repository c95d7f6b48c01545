import type { AnswerKey } from "../answer/schema.ts";
import { answer8, databaseCpu } from "../incident-8/answer.ts";

/** Answer key of incident-8-slow: incident-8 with another limit or load. */
export const answer8Slow: AnswerKey = {
    ...answer8,
    incident: "incident-8-slow",
    changes: databaseCpu("40m"),
};
