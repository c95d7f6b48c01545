import { answerControlLoad } from "../control-load/answer.ts";
import { answer1 } from "../incident-1/answer.ts";
import { answer2 } from "../incident-2/answer.ts";
import { answer3 } from "../incident-3/answer.ts";
import { answer4 } from "../incident-4/answer.ts";
import { answer4b } from "../incident-4b/answer.ts";
import { answer4c } from "../incident-4c/answer.ts";
import { answer5 } from "../incident-5/answer.ts";
import { answer5a } from "../incident-5a/answer.ts";
import { answer5a8 } from "../incident-5a-8/answer.ts";
import { answer5c } from "../incident-5c/answer.ts";
import { answer6 } from "../incident-6/answer.ts";
import { answer7 } from "../incident-7/answer.ts";
import { answer7Fixed } from "../incident-7-fixed/answer.ts";
import { answer8 } from "../incident-8/answer.ts";
import { answer8Slow } from "../incident-8-slow/answer.ts";
import { answer8b } from "../incident-8b/answer.ts";
import { answer8c } from "../incident-8c/answer.ts";
import { answer9 } from "../incident-9/answer.ts";
import { answer10 } from "../incident-10/answer.ts";
import { answer11 } from "../incident-11/answer.ts";
import { answer12 } from "../incident-12/answer.ts";
import type { AnswerKey } from "./schema.ts";

/** The answer keys, in the catalogue's order. */
export const ANSWERS: readonly AnswerKey[] = [
    answer1,
    answer2,
    answer3,
    answer4,
    answer4b,
    answer4c,
    answer5,
    answer5a,
    answer5a8,
    answer5c,
    answer6,
    answer7,
    answer7Fixed,
    answer8,
    answer8Slow,
    answer8b,
    answer8c,
    answer9,
    answer10,
    answer11,
    answer12,
    answerControlLoad,
];

/** The key of an incident. @throws Error for one without: each incident of the catalogue has one */
export function answerOf(incident: string): AnswerKey {
    const key = ANSWERS.find((one) => one.incident === incident);
    if (key === undefined) throw new Error(`no answer key for ${incident}`);
    return key;
}
