import assert from "node:assert/strict";
import type { Diagnosis } from "../../../../incidents/answer/diagnosis.ts";
import { ANSWERS, answerOf } from "../../../../incidents/answer/keys.ts";
import { MECHANISM_IDS, MECHANISMS } from "../../../../incidents/answer/mechanisms.ts";
import type { AnswerKey } from "../../../../incidents/answer/schema.ts";
import { scoreDiagnosis } from "../../../../incidents/answer/score.ts";

/** What a person finds who found everything, told as the key tells it. */
function right(key: AnswerKey, nameOf = (entity: string): string => entity): Diagnosis {
    return {
        version: 1,
        causes: key.causes.map(({ entity, mechanism, repairs }) => ({
            entity: nameOf(entity),
            mechanism,
            repair: repairs[0]?.says ?? "",
        })),
        evidence: key.evidence.map(({ says }) => says),
    };
}

const BROKEN = ANSWERS.filter(({ causes }) => causes.length > 0);
const SOUND = ANSWERS.filter(({ causes }) => causes.length === 0);

/** What a wrong diagnosis of one kind looks like, made of a right one. */
const WRONG: Readonly<Record<string, (one: Diagnosis, key: AnswerKey) => Diagnosis>> = {
    "another entity": (one) => ({
        ...one,
        causes: one.causes.map((cause) => ({ ...cause, entity: "session-db" })),
    }),
    "another mechanism": (one, { causes }) => ({
        ...one,
        causes: one.causes.map((cause) => ({
            ...cause,
            mechanism:
                MECHANISM_IDS.find((id) => causes.every(({ mechanism }) => mechanism !== id)) ?? "",
        })),
    }),
    "no evidence": (one) => ({ ...one, evidence: ["everything looked odd"] }),
    "a trick for a repair": (one) => ({
        ...one,
        causes: one.causes.map((cause) => ({
            ...cause,
            repair: "restart it until the errors are gone",
        })),
    }),
    "a symptom beside the cause": (one) => ({
        ...one,
        causes: [
            ...one.causes,
            { entity: "user-db", mechanism: "out of memory", repair: "more memory" },
        ],
    }),
};

describe("score of a diagnosis", () => {
    for (const key of ANSWERS) {
        const total = key.checklist.items.reduce((sum, { points }) => sum + points, 0);

        it(`gives a right one everything: ${key.incident}`, () => {
            const score = scoreDiagnosis(key, right(key));
            assert.deepEqual(
                { points: score.points, of: score.of },
                { points: total, of: total },
                shown(score),
            );
            assert.ok(score.passes);
        });

        it(`takes each of a cause's names, and every accepted repair: ${key.incident}`, () => {
            for (const cause of key.causes) {
                for (const name of [
                    cause.entity,
                    `Deployment/${cause.entity}`,
                    ...cause.synonyms,
                ]) {
                    const named = right(key, (entity) => (entity === cause.entity ? name : entity));
                    assert.equal(scoreDiagnosis(key, named).points, total, name);
                }
                for (const { says } of cause.repairs) {
                    const diagnosis = right(key);
                    const mine = diagnosis.causes.find(({ entity }) => entity === cause.entity);
                    if (mine !== undefined) mine.repair = says;
                    assert.equal(scoreDiagnosis(key, diagnosis).points, total, says);
                }
            }
        });

        it(`takes mechanisms in words: ${key.incident}`, () => {
            const diagnosis = right(key);
            for (const cause of diagnosis.causes) {
                cause.mechanism =
                    key.causes.find(({ entity }) => entity === cause.entity)?.says ?? "";
            }
            const score = scoreDiagnosis(key, diagnosis);
            assert.equal(score.points, total, shown(score));
        });
    }

    for (const key of BROKEN) {
        for (const [kind, spoil] of Object.entries(WRONG)) {
            it(`gives less for ${kind}: ${key.incident}`, () => {
                const score = scoreDiagnosis(key, spoil(right(key), key));
                assert.ok(score.points < score.of, shown(score));
            });
        }

        it(`lets nobody pass who names another entity, or nothing: ${key.incident}`, () => {
            const other = WRONG["another entity"]?.(right(key), key) ?? right(key);
            assert.equal(scoreDiagnosis(key, other).passes, false);
            const nothing = { version: 1 as const, causes: [], evidence: right(key).evidence };
            assert.equal(scoreDiagnosis(key, nothing).passes, false);
        });

        it(`refuses each trick as a repair, with its reason: ${key.incident}`, () => {
            for (const { id, says } of key.refused) {
                assert.ok(id !== "" && says !== "");
            }
            for (const [repair, reason] of [
                ["scale it to 0", "scale-to-zero"],
                ["reboot it", "restart-loop"],
                ["turn off all the traffic", "load-removed"],
            ] as const) {
                const diagnosis = right(key);
                for (const cause of diagnosis.causes) cause.repair = repair;
                const repairs = scoreDiagnosis(key, diagnosis).items.filter((_, index) => {
                    const asks = key.checklist.items[index]?.asks ?? {};
                    return "repair" in asks;
                });
                assert.ok(repairs.length > 0);
                for (const { got, because } of repairs) {
                    assert.equal(got, 0, because);
                    assert.match(because, new RegExp(reason));
                }
            }
        });
    }

    for (const key of SOUND) {
        it(`lets nobody pass who sees a cause where nothing is broken: ${key.incident}`, () => {
            const diagnosis = right(key);
            diagnosis.causes.push({
                entity: "front-end",
                mechanism: "cpu-starved",
                repair: "a higher CPU limit",
            });
            assert.equal(scoreDiagnosis(key, diagnosis).passes, false);
        });
    }

    it("understands what people write", () => {
        const written: readonly (readonly [string, Diagnosis["causes"]])[] = [
            [
                "incident-3",
                [
                    {
                        entity: "deployment/payment",
                        mechanism:
                            "The payment Deployment has 0 replicas, so orders gets connection refused",
                        repair: "kubectl -n sock-shop scale deployment payment --replicas=1",
                    },
                ],
            ],
            [
                "incident-8",
                [
                    {
                        entity: "the catalogue-db pod",
                        mechanism: "CPU throttling at its 50m limit, not a crash",
                        repair: "set the CPU limit back to 500m instead of restarting it",
                    },
                ],
            ],
            [
                "incident-7",
                [
                    {
                        entity: "HPA of front-end",
                        mechanism: "the HPA targets memory while CPU is what is exhausted",
                        repair: "replace it by an HPA on cpu 70%",
                    },
                ],
            ],
            [
                "incident-5a",
                [
                    {
                        entity: "queue-master-6bb8fcd48d-rfljt",
                        mechanism: "no pods are left: scaled to zero",
                        repair: "scale queue-master to 1",
                    },
                    {
                        entity: "RabbitMQ queue shipping-task",
                        mechanism: "queue is full: max-length 3",
                        repair: "rabbitmqctl clear_policy queue-limit",
                    },
                ],
            ],
            [
                "incident-10",
                [
                    {
                        entity: "network between orders and payment",
                        mechanism: "two seconds of added latency on the way back",
                        repair: "point the selector of Service payment at its pods again",
                    },
                ],
            ],
        ];
        for (const [id, causes] of written) {
            const key = answerOf(id);
            const score = scoreDiagnosis(key, { ...right(key), causes: [...causes] });
            assert.equal(score.points, score.of, `${id}\n${shown(score)}`);
        }
    });

    it("counts a citation once, and half a mechanism that is told with another", () => {
        const key = answerOf("incident-8");
        const once = { ...right(key), evidence: ["CPU throttled, Running, pages take 5 s"] };
        assert.equal(scoreDiagnosis(key, once).points, 8);
        const both = right(key);
        for (const cause of both.causes) cause.mechanism = "throttled, or out of memory";
        assert.equal(scoreDiagnosis(key, both).points, 9);
    });

    it("gives half for a good repair that comes with a bad one, and all where the bad one is denied", () => {
        const key = answerOf("incident-5");
        const repaired = (repair: string): number => {
            const diagnosis = right(key);
            for (const cause of diagnosis.causes) cause.repair = repair;
            return scoreDiagnosis(key, diagnosis).points;
        };
        assert.equal(repaired("scale queue-master to 1, then restart rabbitmq"), 8);
        assert.equal(repaired("scale queue-master to 1, and do not restart rabbitmq"), 9);
        assert.equal(repaired("restart rabbitmq"), 7);
    });

    it("takes a point for each cause that is none, and never gives less than none", () => {
        const key = answerOf("incident-3");
        const ghost = { entity: "user", mechanism: "pod-kills", repair: "?" };
        const more = right(key);
        more.causes.push(ghost, ghost);
        assert.equal(scoreDiagnosis(key, more).points, 8);
        const none = { version: 1 as const, causes: [ghost, ghost], evidence: [] };
        assert.equal(scoreDiagnosis(key, none).points, 0);
    });

    for (const id of MECHANISM_IDS) {
        it(`knows ${id} by its own description`, () => {
            const key = BROKEN.find(({ causes }) => causes.some((one) => one.mechanism === id));
            assert.ok(key !== undefined, `no incident has ${id}`);
            const diagnosis = right(key);
            for (const cause of diagnosis.causes) {
                const own = key.causes.find(({ entity }) => entity === cause.entity);
                if (own?.mechanism === id) cause.mechanism = MECHANISMS[id].says;
            }
            const score = scoreDiagnosis(key, diagnosis);
            assert.equal(score.points, score.of, shown(score));
        });
    }
});

function shown(score: ReturnType<typeof scoreDiagnosis>): string {
    const items = score.items.map(
        ({ says, got, points, because }) => `${got}/${points} ${says}: ${because}`,
    );
    return [...items, `deducted ${score.deducted}`].join("\n");
}
