/** A store that could not be reached, or whose connection broke before it answered. */
export class StoreLost extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = "StoreLost";
    }
}
