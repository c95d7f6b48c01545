import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { ScratchCheckout } from "./scratch-checkout.ts";

const INCIDENT_8 = "stacks/Pulumi.incident-8.yaml";

// The way of a reviewer, from an edit to the comment: real files, real git, the real command.
describe("npm run review", function () {
    this.timeout(120_000);
    let checkout: ScratchCheckout;

    beforeEach(() => void (checkout = new ScratchCheckout()));
    afterEach(() => checkout.remove());

    it("says that nothing is touched where nothing is", () => {
        const { code, stdout, stderr } = checkout.lab("review", "main");
        const commit = checkout.git("rev-parse", "--short", "main");
        assert.equal(
            stdout,
            `## Nothing is touched\n\nEvery stack renders as on main (${commit}).\n`,
        );
        assert.deepEqual([code, stderr], [0, ""]);
    });

    it("shows a CPU limit of 30m instead of 50m, for which the golden test fails readably", () => {
        checkout.edit(INCIDENT_8, "cpu: 50m", "cpu: 30m");
        const golden = checkout.golden();
        assert.equal(golden.code, 1);
        assert.match(golden.stdout, /23 passing/);
        assert.match(golden.stdout, /incident-8\.json: read the difference/);
        const changed = (sign: string, to: string): boolean =>
            golden.stdout
                .split("\n")
                .some(
                    (line) =>
                        line.trim().startsWith(`${sign} `) &&
                        line.includes(`resources.limits.cpu", "from": "500m", "to": "${to}"`),
                );
        assert.ok(changed("-", "50m") && changed("+", "30m"), golden.stdout);

        const { code, stdout } = checkout.lab("review", "main");
        assert.equal(code, 0);
        assert.deepEqual(stdout.match(/^### .*/gm), [
            "### incident-8: Catalogue database degradation",
        ]);
        assert.match(
            stdout,
            /^\| Deployment catalogue-db \| containers\[catalogue-db\]\.resources\.limits\.cpu \| 500m → 50m \| 500m → 30m \|$/m,
        );
        assert.match(
            stdout,
            /^\| load \| size \| 335 users .+ at 50m.+ \| 201 users .+ at 30m.+ \|$/m,
        );
        assert.match(
            stdout,
            /^As before: .*requests\.cpu: 100m → 25m · .*recovery, command: pulumi destroy/m,
        );
        assert.match(stdout, /`test\/golden\/incident-8\.json` is out of date: `npm run golden`/);
    });

    it("compares with where the branch began, not with what came to main since", () => {
        checkout.git("switch", "--quiet", "--create", "branch");
        checkout.git("switch", "--quiet", "main");
        checkout.edit("test/golden/incident-3.json", '"to": "0"', '"to": "7"');
        checkout.commit("main goes on");
        checkout.git("switch", "--quiet", "branch");
        const { code, stdout } = checkout.lab("review", "main");
        assert.match(stdout, /^## Nothing is touched/);
        assert.equal(code, 0);
    });

    it("shows an incident that is new, one that is gone, and a change of the baseline", () => {
        checkout.git("mv", "stacks/Pulumi.incident-3.yaml", "stacks/Pulumi.incident-20.yaml");
        checkout.edit("stacks/Pulumi.baseline.yaml", "httpPort: 2025", "httpPort: 2026");
        const { code, stdout } = checkout.lab("review", "main");
        assert.equal(code, 0);
        assert.deepEqual(stdout.match(/^### .*/gm), [
            "### baseline",
            "### incident-3: Payment service outage (removed)",
            "### incident-20: Payment service outage (new)",
        ]);
        assert.match(stdout, /^\| Command shop-answers \| create \| .+:2025\S+ \| .+:2026\S+ \|$/m);
        assert.match(stdout, /^\| Deployment payment \| replicas \| – \| 1 → 0 \|$/m);
        assert.match(stdout, /^\| Deployment payment \| replicas \| 1 → 0 \| – \|$/m);
        assert.match(stdout, /`test\/golden\/incident-20\.json` is missing/);
    });

    it("shows the four parts of an error in the section of a file that no preview would take, and fails", () => {
        checkout.edit(INCIDENT_8, "      limits:", "      limit:");
        checkout.edit("stacks/Pulumi.incident-3.yaml", "replicas: 0", "replicas: [0");
        const { code, stdout, stderr } = checkout.lab("review", "main");
        assert.equal(code, 1);
        assert.equal(stderr, "refused: incident-3, incident-8\n");
        assert.match(
            stdout,
            /^### incident-8: refused\n\n```text\nstacks\/Pulumi\.incident-8\.yaml:\d+, sock-shop:faults\[0\]\.limit: unknown key limit\n {2}allowed: kind, target, limits, requests\n {2}cure: /m,
        );
        assert.match(
            stdout,
            /^### incident-3: refused\n\n```text\nstacks\/Pulumi\.incident-3\.yaml:\d+, .+: no YAML: .+\n {2}allowed: .+\n {2}cure: /m,
        );
        assert.deepEqual(stdout.match(/^### .*/gm)?.length, 2);
    });

    it("says a refused baseline once, for all that lies over it", () => {
        checkout.edit("stacks/Pulumi.baseline.yaml", "httpPort: 2025", "httpPort: 80");
        const { code, stdout } = checkout.lab("review", "main");
        assert.equal(code, 1);
        assert.equal(stdout.match(/^### baseline, control-load, .*: refused$/gm)?.length, 1);
        assert.equal(stdout.match(/^### /gm)?.length, 1);
    });

    it("needs no passphrase for a file with secrets, and shows none", () => {
        const keys = "apiKey: { secure: v1:abc }\n    appKey: { secure: v1:def }";
        checkout.edit(
            "stacks/Pulumi.baseline.yaml",
            "  sock-shop:imageSource",
            `  sock-shop:datadog:\n    enabled: true\n    ${keys}\n  sock-shop:imageSource`,
        );
        const { code, stdout, stderr } = checkout.lab("review", "main");
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /^\| preview \| says \| .+ \| .+datadog: us5\.datadoghq\.com/m);
        assert.doesNotMatch(stdout, /v1:/);
    });

    it("refuses an unknown ref with those that there are", () => {
        const { code, stdout, stderr } = checkout.lab("review", "mian");
        assert.equal(code, 1);
        assert.equal(stdout, "");
        assert.equal(
            stderr,
            "npm run review -- mian: no branch, tag or commit mian\n" +
                "  allowed: main\n" +
                "  cure:    git fetch origin main, then npm run review -- origin/main\n",
        );
    });

    it("refuses a ref that has no commit in common with the branch", () => {
        checkout.git("switch", "--quiet", "--orphan", "other");
        writeFileSync(checkout.file("x"), "");
        checkout.commit("another history");
        checkout.git("checkout", "main", "--", "stacks");
        const { code, stderr } = checkout.lab("review", "main");
        assert.equal(code, 1);
        assert.match(stderr, /no commit that main and this branch have in common/);
    });

    it("refuses a folder that is no git checkout", () => {
        rmSync(checkout.file(".git"), { recursive: true });
        assert.ok(checkout.folder.startsWith(tmpdir()));
        const { code, stderr } = checkout.lab("review", "main");
        assert.equal(code, 1);
        assert.match(stderr, /: no git checkout: .+\n {2}allowed: .+\n {2}cure: {4}git clone/);
    });
});
