import { markdownTable } from "markdown-table";
import { answerOf } from "../../../incidents/answer/keys.ts";
import { MECHANISM_IDS, MECHANISMS } from "../../../incidents/answer/mechanisms.ts";
import { MONITORING_PORTS } from "../../../components/monitoring/places.ts";
import type { Refusal, RepairVerdict } from "../../../incidents/drill/repair.ts";
import type { DrillState } from "../../../incidents/drill/state.ts";
import type { Handout } from "./start.ts";

/** What who investigates is told, for people. */
export function handoutText({ prompt, window, url, kubeconfig, until }: Handout): string {
    const prometheus = `prometheus:${MONITORING_PORTS.prometheus}`;
    return [
        "",
        prompt,
        "",
        `Time window (UTC):  ${window.from} to ${window.to}`,
        `The shop:           ${url}`,
        `Cluster:            export KUBECONFIG=${kubeconfig}`,
        "                    kubectl get pods            (namespaces sock-shop and monitoring)",
        `                    kubectl get --raw "/api/v1/namespaces/monitoring/services/${prometheus}/proxy/api/v1/query?query=up"`,
        `Mend it by then:    ${until}`,
        "",
        "A mechanism is told in words, or by one of these:",
        ...MECHANISM_IDS.map((id) => `  ${id.padEnd(24)} ${MECHANISMS[id].says}`),
        "",
        "npm run drill -- answer --diagnosis <file.json>   (or - for stdin)",
        "npm run drill -- repaired                         checks what was mended by hand",
        "npm run drill -- reveal                           the answer, and what the diagnosis is worth",
        "npm run drill -- end                              puts everything back",
        "",
    ].join("\n");
}

/** What stands for a refusal whose words would tell the answer. */
const VEILED: Partial<Record<Refusal["reason"], string>> = {
    "cause-left": "the cause is still in place",
    "still-seen": "the shop is not well yet",
};

/**
 * What may be said of a verdict.
 * @param isOpen false while a diagnosis may still be given: then nothing of it tells the answer
 */
export function shownVerdict(
    { accepted, refusals }: RepairVerdict,
    isOpen: boolean,
): RepairVerdict {
    return {
        accepted,
        refusals: refusals.map(({ reason, says }) => ({
            reason,
            says: isOpen ? says : (VEILED[reason] ?? says),
        })),
    };
}

/** The same for people. */
export function verdictText(verdict: RepairVerdict, isOpen: boolean): string {
    const { accepted, refusals } = shownVerdict(verdict, isOpen);
    if (accepted) return "accepted: what was seen is gone, and stays so";
    return ["refused", ...refusals.map(({ reason, says }) => `  ${reason}: ${says}`)].join("\n");
}

/** The answer, the score and the verdict on the repair, as Markdown. */
export function revealText({ incident, score, judged, repair, diagnosis }: DrillState): string {
    const key = answerOf(incident);
    const none = "(none)";
    return [
        `# ${incident}`,
        "",
        key.summary,
        "",
        ...key.causes.map(
            ({ entity, mechanism, says }) => `- cause: **${entity}**, ${mechanism}: ${says}`,
        ),
        ...(key.causes.length === 0 ? ["- nothing is broken"] : []),
        ...key.causes.flatMap(({ repairs }) => repairs.map(({ says }) => `- repair: ${says}`)),
        ...key.refused.map(({ says }) => `- no repair: ${says}`),
        "",
        ...(key.changes.length === 0
            ? []
            : [
                  markdownTable([
                      ["changed", "field", "before", "after", "role"],
                      ...key.changes.map(({ object, field, from, to, role }) => [
                          object,
                          field,
                          from ?? none,
                          to,
                          role,
                      ]),
                  ]),
                  "",
              ]),
        ...(score === undefined
            ? [diagnosis === undefined ? "No diagnosis was given." : ""]
            : [
                  markdownTable([
                      ["asked", "points", "because"],
                      ...score.items.map(({ says, got, points, because }) => [
                          says,
                          `${got} of ${points}`,
                          because.replaceAll("|", "\\|"),
                      ]),
                      ...(score.deducted > 0
                          ? [["causes that are none", `-${score.deducted}`, "one each"]]
                          : []),
                  ]),
                  "",
                  `**${score.points} of ${score.of}**, pass mark ${score.passMark}: ` +
                      `${score.passes ? "passed" : "not passed"} (${key.checklist.source})`,
              ]),
        ...(judged === undefined
            ? []
            : [
                  `Judge: ${judged.points}${judged.because === undefined ? "" : `, ${judged.because}`}`,
              ]),
        "",
        `Repair: ${repair === undefined ? "not checked" : verdictText(repair, true)}`,
        ...(key.extraCredit.length === 0
            ? []
            : ["", "A good report also has:", ...key.extraCredit.map((one) => `- ${one}`)]),
        ...(key.notes.length === 0
            ? []
            : ["", "Beside the documents:", ...key.notes.map((one) => `- ${one}`)]),
        "",
    ].join("\n");
}
