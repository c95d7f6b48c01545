import { run } from "../../platform/run.ts";
import { queueMaster } from "./service.ts";

void run(queueMaster);
