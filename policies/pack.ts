import {
    PolicyPack,
    type ReportViolation,
    type ResourceValidationArgs,
    type ResourceValidationPolicy,
} from "@pulumi/policy";
import { formatParts } from "../components/kit/error.ts";
import { RULES } from "./catalog.ts";
import { judge } from "./judge.ts";
import { plainInputs, type PlannedResource } from "./planned.ts";
import type { Rule } from "./rule.ts";
import { switchedOff } from "./switched-off.ts";

/** What the program has wanted so far, in its order. */
const planned = new Map<string, PlannedResource>();

function take({ urn, type, name, props, provider }: ResourceValidationArgs): void {
    planned.set(urn, {
        ...{ urn, type, name, ...plainInputs(props) },
        ...(provider === undefined
            ? {}
            : { provider: { name: provider.name, props: plainInputs(provider.props).props } }),
    });
}

function validate(rule: Rule, { urn }: ResourceValidationArgs, report: ReportViolation): void {
    const resource = planned.get(urn);
    if (resource === undefined) throw new Error(`${urn} was not taken before it was judged`);
    const before = [...planned.values()].filter((one) => one.urn !== urn);
    for (const violation of judge(rule, resource, before)) report(formatParts(violation));
}

const off = switchedOff(RULES.map(({ name }) => name));
const judged = RULES.map((rule): ResourceValidationPolicy => ({
    name: rule.name,
    description: rule.description,
    enforcementLevel: off.includes(rule.name) ? "disabled" : "mandatory",
    validateResource: (args, report) => validate(rule, args, report),
}));
// What may mend inputs is asked before what judges them, and is the only one that is told which are secret.
const taken: ResourceValidationPolicy = {
    name: "inputs-taken",
    description: "Takes every resource's inputs for the rules and changes none.",
    enforcementLevel: "remediate",
    remediateResource: take,
};

new PolicyPack("sock-shop-lab", { policies: [taken, ...judged] });
