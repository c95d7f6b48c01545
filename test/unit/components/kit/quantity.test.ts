import assert from "node:assert/strict";
import { cpu, cpuMilli, memory, memoryMi } from "../../../../components/kit/quantity.ts";

describe("quantities", () => {
    it("writes what Kubernetes reads", () => {
        assert.equal(cpu(50), "50m");
        assert.equal(memory(128), "128Mi");
    });
    it("reads the forms Kubernetes prints", () => {
        assert.deepEqual(["50m", "1", "0.5", "1500m"].map(cpuMilli), [50, 1000, 500, 1500]);
        assert.deepEqual(["128Mi", "1Gi", "65536Ki", "1048576"].map(memoryMi), [128, 1024, 64, 1]);
    });
    it("refuses what is no quantity, instead of reading it as zero", () => {
        assert.throws(() => cpuMilli("50Mi"), /"50Mi" is not a CPU quantity/);
        assert.throws(() => memoryMi("12x"), /"12x" is not a memory quantity/);
        assert.throws(() => memoryMi(""), RangeError);
    });
});
