import { run } from "../../platform/run.ts";
import { frontEnd } from "./service.ts";

void run(frontEnd);
