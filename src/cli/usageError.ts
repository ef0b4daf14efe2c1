/** Wrong usage that commander cannot see: exit code 2. */
export class UsageError extends Error {}
