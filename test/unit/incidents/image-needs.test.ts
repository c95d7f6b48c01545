import assert from "node:assert/strict";
import { incident8 } from "../../../incidents/incident-8/incident.ts";
import { requireImages } from "../../../incidents/image-needs.ts";

describe("image needs", () => {
    const payment = { ...incident8, id: "incident-x", needs: ["order-status"] as const };

    it("lets an incident run that needs nothing", () => {
        requireImages(incident8, "upstream", "baseline");
    });

    it("lets any incident run over our own images", () => {
        requireImages(payment, "own", "baseline");
    });

    it("refuses by name what upstream's images can't show, with the cure", () => {
        assert.throws(() => requireImages(payment, "upstream", "base2"), {
            message:
                "stack base2, sock-shop:images: upstream, with which incident-x can't be shown: " +
                "order-status (orders keep no status, so a failed payment leaves no trace)\n" +
                "  allowed: own\n" +
                "  cure:    pulumi config set sock-shop:images own --stack base2 && pulumi up --stack base2",
        });
    });
});
