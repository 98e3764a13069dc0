/** More than any program's object, and no more than the helper takes. */
export const largestObjectBytes = 16 * 1024 * 1024;
