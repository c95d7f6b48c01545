import { NAMESPACE, parseConfig } from "../../infra/config/load.ts";
import { stackFile } from "../../infra/config/source.ts";
import { program } from "../../infra/program/program.ts";
import { assertGolden, stableJson } from "../support/golden.ts";
import { registeredBy } from "../support/mocks.ts";
import { offlineGround } from "../support/offline-ground.ts";
import { rawConfig, stackNames } from "../support/stack-file.ts";

// What a change of a stack file or a component does to the cluster, as a difference in a pull request.
describe("golden resource lists", () => {
    for (const stack of stackNames()) {
        it(`${stack} registers exactly its golden list`, async () => {
            const config = parseConfig(rawConfig(stack), stackFile(stack, NAMESPACE));
            const said: string[] = [];
            const resources = await registeredBy(() => program(stack, config, offlineGround(said)));
            assertGolden(`test/golden/${stack}.json`, stableJson({ changes: said, resources }));
        });
    }
});
