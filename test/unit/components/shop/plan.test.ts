import assert from "node:assert/strict";
import { BUNDLES } from "../../../../components/shop/image/bundle.ts";
import { ownImages } from "../../../../components/shop/own-images.ts";
import type { ShopPlan } from "../../../../components/shop/plan.ts";
import { requestedRoom, SERVICES, STORES } from "../../../../components/shop/topology.ts";
import { upstreamImages } from "../../../../components/shop/upstream-images.ts";
import { SESSION_SECRET } from "../../../../components/shop/wiring.ts";

const own = ownImages((name) => `lab/${name}:1`);
const upstream = upstreamImages();

describe("shop plan", () => {
    for (const [set, plan] of Object.entries({ own, upstream })) {
        // A container that waits for a key that is in no Secret never starts, and says so in an event only.
        it(`${set}: every secret setting is a key of a Secret that the shop makes`, () => {
            const keys = new Set([`${SESSION_SECRET.secret}/${SESSION_SECRET.key}`]);
            for (const [store, { credentials }] of Object.entries(plan.stores)) {
                for (const key of Object.keys(credentials)) keys.add(`${store}/${key}`);
            }
            assert.deepEqual(
                secretsOf(plan).filter((key) => !keys.has(key)),
                [],
            );
        });

        it(`${set}: every store is called by a service that is there`, () => {
            for (const { topology } of Object.values(plan.stores)) {
                const missing = topology.callers.filter((caller) => !(caller in plan.services));
                assert.deepEqual(missing, []);
            }
        });

        it(`${set}: no image without an exact version`, () => {
            const images = [...Object.values(plan.services), ...Object.values(plan.stores)];
            for (const { image } of images) {
                assert.match(image as string, /^[\w./-]+:\d[\w.-]*$/);
            }
        });
    }

    it("runs every service that the image holds, each told which one it is", () => {
        const told = Object.entries(own.services).map(([name, { settings }]) => [
            name,
            settings["SERVICE"],
        ]);
        assert.deepEqual(
            told,
            Object.keys(SERVICES).map((name) => [name, name]),
        );
        assert.deepEqual(Object.keys(SERVICES).sort(), [...BUNDLES].sort());
    });

    it("has the same workloads from upstream's images, but for the gateway they don't know", () => {
        assert.deepEqual(
            Object.keys(upstream.services).sort(),
            Object.keys(SERVICES)
                .filter((name) => name !== "stripe-mock")
                .sort(),
        );
        assert.deepEqual(Object.keys(upstream.stores).sort(), Object.keys(STORES).sort());
    });

    it("gives no password in clear and no default login to our own stores", () => {
        for (const { credentials } of Object.values(own.stores)) {
            const passwords = Object.entries(credentials).filter(([key]) => /PASSWORD/.test(key));
            assert.ok(passwords.length > 0);
            for (const [, value] of passwords) assert.equal(typeof value, "object");
        }
        assert.notEqual(own.stores["rabbitmq"]?.credentials["RABBITMQ_USER"], "guest");
    });

    it("lets no liveness check hang on a store that the spec gives none", () => {
        const checked = Object.entries(SERVICES).filter(([, one]) => "liveness" in one);
        assert.deepEqual(checked.map(([name]) => name).sort(), [
            "catalogue",
            "front-end",
            "payment",
            "user",
        ]);
    });

    // Facts, "Room on a 2-core node": the system asks for 350m of 2000m.
    it("fits beside the system and a load generator on two cores", () => {
        assert.ok(requestedRoom().cpuMilli + 50 + 350 <= 2000, `${requestedRoom().cpuMilli}m`);
    });
});

function secretsOf(plan: ShopPlan): string[] {
    return Object.values(plan.services).flatMap(({ settings }) =>
        Object.values(settings).flatMap((setting) =>
            typeof setting === "string" ? [] : [`${setting.secret}/${setting.key}`],
        ),
    );
}
