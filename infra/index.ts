import * as pulumi from "@pulumi/pulumi";
import { LabError } from "../components/kit/error.ts";
import { NAMESPACE, parseConfig } from "./config/load.ts";
import { stackFile } from "./config/source.ts";
import { liveGround } from "./program/live-ground.ts";
import { program } from "./program/program.ts";

/** The program of every stack; what it returns are the stack's outputs (docs/architecture.md). */
export default async function main(): Promise<Record<string, pulumi.Input<unknown>>> {
    const stack = pulumi.getStack();
    try {
        const config = parseConfig(pulumi.runtime.allConfig(), stackFile(stack, NAMESPACE));
        return await program(stack, config, liveGround());
    } catch (error) {
        // What a user can mend is shown as it is; a defect keeps its stack trace.
        throw error instanceof LabError ? new pulumi.RunError(error.message) : error;
    }
}
