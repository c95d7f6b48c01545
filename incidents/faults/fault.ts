import { z } from "zod";
import { ContainerResources, resourcesEffect } from "./container-resources.ts";
import type { FaultEffect } from "./effect.ts";
import { Replicas, replicasEffect } from "./replicas.ts";

/** Every kind of fault a stack file can name; a union on `kind`, so that a switch narrows it. */
export const Fault = z.discriminatedUnion("kind", [ContainerResources, Replicas]);
export type Fault = z.infer<typeof Fault>;

/** What that fault does, whatever its kind. */
export function effectOf(fault: Fault): FaultEffect {
    switch (fault.kind) {
        case "container-resources":
            return resourcesEffect(fault);
        case "replicas":
            return replicasEffect(fault);
    }
}
