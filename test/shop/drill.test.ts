import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import { LAB_NAMESPACE, MONITORING_NAMESPACE } from "../../components/kit/labels.ts";
import { answerOf } from "../../incidents/answer/keys.ts";
import { accessObjects } from "../../incidents/drill/access.ts";
import { reveal, takeDiagnosis } from "../../infra/cli/drill/answer.ts";
import { describeLeak } from "../../incidents/leaks/leak.ts";
import { scanAs } from "../../infra/cli/leaks.ts";
import { endDrill } from "../../infra/cli/drill/end.ts";
import { type DrillPlace, storeOf } from "../../infra/cli/drill/place.ts";
import { checkRepair } from "../../infra/cli/drill/repaired.ts";
import { type Handout, startDrill } from "../../infra/cli/drill/start.ts";
import { played } from "../support/drills.ts";
import { sharedLab } from "../support/shop-hooks.ts";

const run = promisify(execFile);
/** A trick needs no time to show: nothing of it gets better. */
const TRICK_TIMEOUT_MS = 25_000;

// One drill from start to end, with the rights of who investigates: some 90 s. SOCK_SHOP_LAB_DRILLS=all plays four,
// each with a trick: some 12 min.
describe("drills", () => {
    before("loads by saturation need the figures of this machine", async () => {
        if (process.env["SOCK_SHOP_LAB_DRILLS"] === "all") await sharedLab().calibrate();
    });

    for (const { incident, trick, refusedFor, undo = [], repair } of played()) {
        describe(incident, () => {
            let place: DrillPlace;
            let handout: Handout;

            const kubectl = async (args: readonly string[]): Promise<string> =>
                (await run("kubectl", ["--kubeconfig", handout.kubeconfig, ...args])).stdout;

            it("begins, once it can be seen from outside, and does not name itself", async () => {
                const { folder, env } = sharedLab();
                const said: string[] = [];
                place = {
                    baselineStack: "baseline",
                    engine: { cwd: folder, env },
                    say: (line) => {
                        said.push(line);
                        console.log(`      ${line}`);
                    },
                };
                handout = await startDrill({ incident, seed: undefined, minutes: 15 }, place);
                const told = [...said, JSON.stringify({ ...handout, kubeconfig: "" })].join("\n");
                assert.ok(!told.includes(incident), told);
                assert.equal(statSync(handout.kubeconfig).mode & 0o777, 0o600);
                assert.ok(Date.parse(handout.window.from) < Date.parse(handout.window.to));
            });

            it("lets who investigates read the shop and its monitoring, and nothing of the lab", async () => {
                assert.match(await kubectl(["get", "deployments"]), /orders/);
                const query = `/api/v1/namespaces/${MONITORING_NAMESPACE}/services/prometheus:9090/proxy/api/v1/query?query=up`;
                assert.match(await kubectl(["get", "--raw", query]), /"status":"success"/);
                for (const args of [
                    ["get", "jobs", "--namespace", LAB_NAMESPACE],
                    ["get", "configmaps", "--namespace", LAB_NAMESPACE],
                    ["get", "secrets"],
                    ["get", "namespaces"],
                    // It knows of every namespace, and is for Prometheus alone to ask.
                    [
                        "get",
                        "--raw",
                        `/api/v1/namespaces/${MONITORING_NAMESPACE}/services/kube-state-metrics:8080/proxy/metrics`,
                    ],
                ]) {
                    await assert.rejects(kubectl(args), /Forbidden|forbidden/, args.join(" "));
                }
            });

            // Some 3 s: all that the account can read, since the drill began.
            it("tells who investigates nothing by what things are called, and a planted word is found", async () => {
                const from = new Date(handout.window.from);
                const { leaks, texts } = await scanAs(handout.kubeconfig, from);
                assert.ok(texts > 5_000, `only ${texts} texts were read`);
                assert.deepEqual(leaks.map(describeLeak), []);
                const label = (value: string): string[] => [
                    ...["label", "service", "orders", "--overwrite"],
                    `practised${value}`,
                ];
                const kubeconfig = handout.kubeconfig;
                await run("kubectl", ["--kubeconfig", kubeconfig, ...label(`=${incident}`)]);
                try {
                    const planted = await scanAs(kubeconfig, from);
                    assert.ok(
                        planted.leaks.some(({ where }) =>
                            where.startsWith(
                                "services sock-shop/orders, metadata.labels.practised",
                            ),
                        ),
                        JSON.stringify(planted.leaks),
                    );
                } finally {
                    await run("kubectl", ["--kubeconfig", kubeconfig, ...label("-")]);
                }
            });

            it("refuses garbage, and scores what is right", async () => {
                const store = storeOf(place);
                await assert.rejects(takeDiagnosis(store, "{}", "found.json"), /found\.json: /);
                const { causes, evidence, checklist } = answerOf(incident);
                const diagnosis = {
                    version: 1,
                    causes: causes.map(({ entity, mechanism, repairs }) => ({
                        entity,
                        mechanism,
                        repair: repairs[0]?.says,
                    })),
                    evidence: evidence.map(({ says }) => says),
                };
                const score = await takeDiagnosis(store, JSON.stringify(diagnosis), "found.json");
                assert.equal(score.points, score.of, JSON.stringify(score));
                assert.ok(score.of >= checklist.passMark);
            });

            it(`refuses ${trick.length > 0 ? "a trick" : "no repair"}, by name`, async () => {
                for (const args of trick) await kubectl(args);
                const timeoutMs = trick.length > 0 ? TRICK_TIMEOUT_MS : 1_000;
                const { accepted, refusals } = await checkRepair(place, timeoutMs);
                assert.equal(accepted, false);
                const reasons = refusals.map(({ reason }) => reason);
                for (const reason of refusedFor) {
                    assert.ok(reasons.includes(reason), JSON.stringify(refusals));
                }
                for (const args of undo) await kubectl(args);
            });

            it("accepts an honest repair by hand", async () => {
                for (const args of repair) await kubectl(args);
                const verdict = await checkRepair(place);
                assert.deepEqual(verdict, { accepted: true, refusals: [] });
            });

            it("puts everything back, and the shop is as it was", async () => {
                const store = storeOf(place);
                assert.equal(reveal(store).incident, incident);
                const { differences, failed } = await endDrill(place);
                assert.equal(failed, undefined);
                assert.deepEqual(differences, []);
                assert.equal(store.isUnderWay, false);
                const kube = await sharedLab().kube();
                try {
                    const left = await kube.list(
                        `/api/v1/namespaces/sock-shop/serviceaccounts?fieldSelector=metadata.name%3D${accessObjects()[0]?.metadata.name ?? ""}`,
                    );
                    assert.deepEqual(left, []);
                } finally {
                    kube.close();
                }
            });

            after("takes away what a failure left", async () => {
                if (storeOf(place).isUnderWay) await endDrill(place);
            });
        });
    }
});
