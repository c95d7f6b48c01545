import { run } from "../../platform/run.ts";
import { shipping } from "./service.ts";

void run(shipping);
