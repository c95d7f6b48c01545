import { stackNames } from "../../infra/config/stack-file.ts";
import {
    GOLDEN_FOLDER,
    goldenOf,
    MACHINERY,
    MACHINERY_OF,
    resourceList,
} from "../../infra/review/golden.ts";
import { offlineRenderer } from "../../infra/review/render.ts";
import { assertGolden, goldenText } from "../support/golden.ts";

// What a change of a stack file or a component does to the cluster, as a difference in a pull request.
describe("golden files", () => {
    const render = offlineRenderer();
    for (const stack of stackNames()) {
        it(`${stack} is exactly what its golden file says`, async () => {
            const text = await goldenText(goldenOf(await render(stack)));
            assertGolden(`${GOLDEN_FOLDER}/${stack}.json`, text);
        });
    }

    it(`the objects of an incident in full, by the example of ${MACHINERY_OF}`, async () => {
        const text = await goldenText(resourceList(await render(MACHINERY_OF)));
        assertGolden(`${GOLDEN_FOLDER}/${MACHINERY}.json`, text);
    });
});
