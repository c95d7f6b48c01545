import { TestLab } from "./lab.ts";

let lab: TestLab | undefined;

/** The lab that the shop's suites share; the tests of one process run one after the other. */
export function sharedLab(): TestLab {
    if (lab === undefined) throw new Error("this suite needs a shop of its own: SHOP_URL is set");
    return lab;
}

/**
 * Root hooks of the suites that look at a whole shop (`mocha --require`): one lab for all of them. With
 * SHOP_URL, SHOP_KUBECONFIG and SHOP_CONTEXT set, a shop that is up already is used instead.
 */
export const mochaHooks = {
    async beforeAll(this: Mocha.Context): Promise<void> {
        if (process.env["SHOP_URL"] !== undefined) return;
        this.timeout(600_000);
        lab = await TestLab.create();
        await lab.up("baseline");
        const { kubeconfig, context } = await lab.target();
        process.env["SHOP_URL"] = lab.url;
        process.env["SHOP_KUBECONFIG"] = kubeconfig;
        process.env["SHOP_CONTEXT"] = context;
    },
    async afterAll(this: Mocha.Context): Promise<void> {
        this.timeout(300_000);
        await lab?.remove();
    },
};
