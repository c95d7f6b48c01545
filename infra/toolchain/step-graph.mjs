/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} [after] steps that must have succeeded; a step whose forerunner failed is left out
 * @property {(log: (line: string) => void) => Promise<string | undefined | void>} run returns what there is to
 *     say when it is done; nothing to say: no line
 *
 * @typedef {object} Outcome
 * @property {string[]} done in the order they ended
 * @property {{ name: string, error: unknown }[]} failed
 * @property {string[]} leftOut steps that were not tried, because one they come after failed
 */

/**
 * Runs steps side by side, each as soon as those it comes after are done. A failure stops only the steps
 * that come after it: the others finish, so that the next run finds their results.
 * @param {Step[]} steps
 * @param {(name: string, line: string) => void} report
 * @returns {Promise<Outcome>}
 */
export async function runSteps(steps, report) {
    checkOrder(steps);
    /** @type {Outcome} */
    const outcome = { done: [], failed: [], leftOut: [] };
    /** @type {Map<string, Promise<boolean>>} */
    const running = new Map();
    for (const step of steps) {
        running.set(step.name, runOne(step, running, outcome, report));
    }
    await Promise.all(running.values());
    return outcome;
}

/**
 * @param {Step} step
 * @param {Map<string, Promise<boolean>>} running
 * @param {Outcome} outcome
 * @param {(name: string, line: string) => void} report
 */
async function runOne(step, running, outcome, report) {
    const before = await Promise.all(
        (step.after ?? []).map((name) => running.get(name) ?? Promise.resolve(false)),
    );
    if (before.includes(false)) {
        outcome.leftOut.push(step.name);
        return false;
    }
    try {
        const said = await step.run((line) => report(step.name, line));
        outcome.done.push(step.name);
        if (said) report(step.name, said);
        return true;
    } catch (error) {
        outcome.failed.push({ name: step.name, error });
        report(step.name, "FAILED");
        return false;
    }
}

/**
 * A step may only come after ones listed before it: that rules out circles and misspelt names.
 * @param {Step[]} steps
 */
function checkOrder(steps) {
    const known = new Set();
    for (const { name, after = [] } of steps) {
        for (const before of after) {
            if (!known.has(before))
                throw new Error(
                    `step ${name} comes after ${before}, which is not listed before it`,
                );
        }
        known.add(name);
    }
}
