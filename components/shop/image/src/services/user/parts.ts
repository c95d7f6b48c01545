import type { Observe } from "./observe.ts";
import type { Shapes } from "./shapes.ts";
import type { UserStore } from "./store.ts";

/** What every route group works with. */
export interface UserParts {
    store: UserStore;
    shapes: Shapes;
    observe: Observe;
}
