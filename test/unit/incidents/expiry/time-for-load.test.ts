import assert from "node:assert/strict";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import { requireTimeForLoad } from "../../../../incidents/expiry/time-for-load.ts";
import { incidentConfig } from "../../../../infra/cli/stack-config.ts";
import { incident } from "../../../../infra/program/incident.ts";
import { Pace } from "../../../../load/load.schema.ts";
import { durationOf } from "../../../../load/sizing.ts";
import { renderedLab } from "../../../../infra/review/render.ts";
import { registeredBy } from "../../../../infra/review/registered.ts";
import { offlineGround } from "../../../../infra/review/offline-ground.ts";

const refusal = (found: string, atLeast: number) => ({
    name: "LabError",
    message:
        `stacks/Pulumi.incident-8c.yaml, sock-shop:expiresAfter: ${found}: the incident would end under it\n` +
        `  allowed: more than ${atLeast} s, and a minute or two for the faults to land\n` +
        "  cure:    raise expiresAfter (at most 1440m) or shorten load.duration, then run pulumi preview --stack incident-8c",
});

describe("time for a load", () => {
    it("is refused where the incident ends before the load, or with it", () => {
        for (const after of ["1m", "179s", "3m"]) {
            assert.throws(
                () => requireTimeForLoad("incident-8c", 180, after),
                refusal(`${after}, but the load runs for 180 s`, 180),
            );
        }
        requireTimeForLoad("incident-8c", 180, "4m");
    });

    for (const pace of Pace.options) {
        it(`is there in every stack file at the ${pace} pace`, () => {
            for (const stack of INCIDENTS) {
                const { load, expiresAfter } = incidentConfig(stack);
                if (load === undefined) continue;
                requireTimeForLoad(stack, durationOf(load, pace), expiresAfter);
            }
        });
    }

    // A resource that is registered may be made, whatever the program says afterwards.
    it("is asked for at the pace in force, before anything is registered", async () => {
        const config = { ...incidentConfig("incident-8c"), expiresAfter: "10m" };
        const healthy = await renderedLab();
        const at = (pace: Pace) => ({ ...offlineGround([], healthy), pace: () => pace });
        const registered = await registeredBy(() =>
            assert.rejects(
                incident("incident-8c", config, at("documented")),
                refusal("10m, but the load runs for 660 s", 660),
            ),
        );
        assert.deepEqual(registered, []);
        const short = await registeredBy(() => incident("incident-8c", config, at("short")));
        assert.ok(short.some(({ name }) => name === "load"));
    });
});
