import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** The usual listing, and a closing line that says the counts in a form that scripts read. */
export default class LabReporter extends Mocha.reporters.Spec {
    /**
     * @param {Mocha.Runner} runner
     * @param {Mocha.MochaOptions} options
     */
    constructor(runner, options) {
        super(runner, options);
        runner.once("end", () => {
            const { passes, failures } = this.stats;
            const file = process.env["SOCK_SHOP_LAB_TEST_COUNTS"];
            if (file === undefined) console.log(`${passes} passed, ${failures} failed`);
            else writeFileSync(file, JSON.stringify({ passes, failures }));
        });
    }
}
