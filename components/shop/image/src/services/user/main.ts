import { run } from "../../platform/run.ts";
import { user } from "./service.ts";

void run(user);
