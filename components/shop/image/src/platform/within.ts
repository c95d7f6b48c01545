/** A result, or the other value when it takes longer. */
export async function within<T>(ms: number, result: Promise<T>, otherwise: T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
        timer = setTimeout(() => resolve(otherwise), ms);
    });
    try {
        return await Promise.race([result, late]);
    } finally {
        clearTimeout(timer);
    }
}
