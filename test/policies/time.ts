/** What the policies cost: previews of the sound stack file with and without them, in turn. `node test/policies/time.ts [rounds]` */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumi } from "../../infra/cli/engine.ts";

const STACK_FILE = join(import.meta.dirname, "stacks", "sound.yaml");

const state = mkdtempSync(join(tmpdir(), "sock-shop-lab-policies-"));

async function seconds(args: string[], off: string): Promise<number> {
    const began = performance.now();
    const { code, output } = await pulumi([...args, "--stack", "policies"], {
        cwd: join(import.meta.dirname, "program"),
        env: {
            PULUMI_BACKEND_URL: `file://${state}`,
            PULUMI_CONFIG_PASSPHRASE: "policies",
            PULUMI_CONFIG_PASSPHRASE_FILE: "",
            SOCK_SHOP_LAB_POLICIES_OFF: off,
        },
    });
    if (code !== 0) throw new Error(output);
    return (performance.now() - began) / 1000;
}

function median(values: readonly number[]): number {
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
    await seconds(["stack", "init", "--no-select"], "");
    const preview = ["preview", "--config-file", STACK_FILE];
    // The first start compiles what later ones find in a cache.
    await seconds(preview, "");
    const [on, off]: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(process.argv[2] ?? 5); round++) {
        on.push(await seconds(preview, ""));
        off.push(await seconds(preview, "all"));
    }
    const [withThem, without] = [median(on), median(off)];
    const shown = [withThem, without, withThem - without].map((value) => value.toFixed(1));
    process.stdout.write(
        `with the policies ${shown[0]} s, without ${shown[1]} s: ${shown[2]} s (median of ${on.length})\n`,
    );
} finally {
    rmSync(state, { recursive: true });
}
