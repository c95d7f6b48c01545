import { run } from "../../platform/run.ts";
import { catalogue } from "./service.ts";

void run(catalogue);
