/** Registers the resources in `CONTRACT_RESOURCES` (JSON), so that each test case is data and not a program of its own. */
import { registerResources } from "../../support/register-resources.ts";
import type { ResourceSpec } from "../resource-spec.ts";

registerResources(JSON.parse(process.env["CONTRACT_RESOURCES"] ?? "[]") as ResourceSpec[]);
