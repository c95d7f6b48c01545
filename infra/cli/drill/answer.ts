import { LabError } from "../../../components/kit/error.ts";
import { parseDiagnosis } from "../../../incidents/answer/diagnosis.ts";
import { answerOf } from "../../../incidents/answer/keys.ts";
import { type Score, scoreDiagnosis } from "../../../incidents/answer/score.ts";
import { askJudge } from "../../../incidents/drill/judge.ts";
import type { DrillState, DrillStore } from "../../../incidents/drill/state.ts";

/**
 * Takes a diagnosis and scores it. The score stays sealed until the answer is revealed; until then another diagnosis
 * takes its place.
 *
 * @param where what the text is from
 * @param judge a command to ask besides. Default none
 * @throws LabError for what is no diagnosis, or where the answer is out
 */
export async function takeDiagnosis(
    store: DrillStore,
    text: string,
    where: string,
    judge?: string,
): Promise<Score> {
    const state = store.load();
    if (state.revealedAt !== undefined) {
        throw new LabError({
            where: "drill answer",
            found: `the answer was revealed at ${state.revealedAt}`,
            allowed: "a diagnosis before that",
            cure: "npm run drill -- end, then start another one",
        });
    }
    const diagnosis = parseDiagnosis(text, where);
    const key = answerOf(state.incident);
    const score = scoreDiagnosis(key, diagnosis);
    const judged = judge === undefined ? undefined : await askJudge(judge, key, diagnosis, score);
    const { judged: _former, ...kept } = state;
    store.save({ ...kept, diagnosis, score, ...(judged === undefined ? {} : { judged }) });
    return score;
}

/** Opens the answer; from here on no diagnosis is taken. */
export function reveal(store: DrillStore): DrillState {
    const state = store.load();
    const revealed = { ...state, revealedAt: state.revealedAt ?? new Date().toISOString() };
    store.save(revealed);
    return revealed;
}
