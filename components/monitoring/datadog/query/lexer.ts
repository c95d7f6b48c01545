/** A text that is read from left to right, with errors that say where. */
export class QueryError extends Error {
    constructor(query: string, at: number, expected: string) {
        const rest = query.slice(at, at + 24);
        const found = rest === "" ? "the end" : `"${rest}"`;
        super(`at character ${at + 1}: ${expected} expected, found ${found}`);
        this.name = "QueryError";
    }
}

export class Reader {
    readonly text: string;
    at = 0;

    constructor(text: string) {
        this.text = text;
    }

    /** Takes what the pattern matches here, or nothing. The pattern is sticky. */
    take(pattern: RegExp): string | undefined {
        pattern.lastIndex = this.at;
        const [match] = pattern.exec(this.text) ?? [];
        if (match !== undefined) this.at += match.length;
        return match;
    }

    /** Takes a literal, spaces before it allowed. */
    has(literal: string): boolean {
        this.spaces();
        if (!this.text.startsWith(literal, this.at)) return false;
        this.at += literal.length;
        return true;
    }

    /** @throws QueryError */
    expect(literal: string): void {
        if (!this.has(literal)) throw this.error(`"${literal}"`);
    }

    /** @throws QueryError */
    must(pattern: RegExp, what: string): string {
        this.spaces();
        const match = this.take(pattern);
        if (match === undefined) throw this.error(what);
        return match;
    }

    spaces(): void {
        this.take(/\s*/y);
    }

    /** @throws QueryError unless everything was read */
    end(): void {
        this.spaces();
        if (this.at < this.text.length) throw this.error("the end");
    }

    error(expected: string): QueryError {
        return new QueryError(this.text, this.at, expected);
    }
}
