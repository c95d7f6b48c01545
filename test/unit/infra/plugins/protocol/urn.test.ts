import assert from "node:assert/strict";
import { engineAddress } from "../../../../../infra/plugins/protocol/serve.ts";
import { parseUrn } from "../../../../../infra/plugins/protocol/urn.ts";

describe("parseUrn", () => {
    it("takes the resource's own type, not its parents'", () => {
        const urn = "urn:pulumi:dev::shop::my:comp:Shop$kubernetes:apps/v1:Deployment::catalogue";
        assert.deepEqual(parseUrn(urn), {
            type: "kubernetes:apps/v1:Deployment",
            name: "catalogue",
        });
    });

    it("keeps a name with colons whole", () => {
        assert.equal(parseUrn("urn:pulumi:dev::shop::a:b:C::x::y").name, "x::y");
    });

    it("throws for what is no URN", () => {
        assert.throws(() => parseUrn("catalogue"), { message: 'not a resource URN: "catalogue"' });
    });
});

describe("engineAddress", () => {
    it("is the first argument with a port, flags aside", () => {
        assert.equal(engineAddress(["--tracing", "x", "127.0.0.1:4711"]), "127.0.0.1:4711");
        assert.equal(engineAddress(["-v=9"]), undefined);
    });
});
