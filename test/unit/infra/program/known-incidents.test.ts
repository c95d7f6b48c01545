import assert from "node:assert/strict";
import { SIGNALS } from "../../../../components/monitoring/signals/catalogue.ts";
import type { Signal } from "../../../../components/monitoring/signals/signal.ts";
import { requireKnownIncidents } from "../../../../infra/program/monitoring.ts";

describe("incidents that signals name", () => {
    it("are all in the catalogue", () => {
        requireKnownIncidents(SIGNALS);
    });
    it("are refused at preview by the signal's name where one is not", () => {
        const [first] = SIGNALS;
        const misspelt = { ...first, firesIn: ["incident-99"] } as Signal;
        assert.throws(() => requireKnownIncidents([misspelt]), {
            name: "LabError",
            message: new RegExp(`signal ${misspelt.name}: there is no incident incident-99`),
        });
    });
});
