import type * as pulumi from "@pulumi/pulumi";
import type { StackConfig } from "../config/schema.ts";
import { baseline } from "./baseline.ts";
import type { Ground } from "./ground.ts";
import { incident } from "./incident.ts";

/** Registers a stack's resources and gives its outputs; the same for the engine and for golden files. */
export async function program(
    stack: string,
    config: StackConfig,
    ground: Ground,
): Promise<Record<string, pulumi.Input<unknown>>> {
    switch (config.role) {
        case "baseline":
            return await baseline(stack, config, ground);
        case "incident":
            return await incident(stack, config, ground);
    }
}
