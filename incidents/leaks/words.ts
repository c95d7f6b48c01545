/**
 * Words that tell an investigator that something is practised, or what: those of the answer, the stacks' names, which
 * have one of them each, and `patchForce`, an annotation that only an object taken over by an incident would have. A
 * default and a page fault are no fault, and a broken pipe is a client that went away.
 */
export const FORBIDDEN =
    /incident|(?<!de|page|page )fault|broken(?! pipe)|chaos|control-load|sabotage|kill-pods|patchForce/gi;
