import type { AnswerKey } from "../answer/schema.ts";
import { answer8, databaseCpu } from "../incident-8/answer.ts";

/** Answer key of incident-8b: incident-8 with another limit or load. */
export const answer8b: AnswerKey = {
    ...answer8,
    incident: "incident-8b",
    changes: databaseCpu("50m"),
};
