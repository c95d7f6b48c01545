/**
 * Words that tell an investigator that something is practised, or what: those of the answer, and the stacks' names,
 * which have one of them each. A default and a page fault are no
 * fault, and a broken pipe is a client that went away.
 */
export const FORBIDDEN =
    /incident|(?<!de|page|page )fault|broken(?! pipe)|chaos|control-load|sabotage|kill-pods/gi;
