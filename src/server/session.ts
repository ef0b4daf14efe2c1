import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may speak to the engine: whoever came by the address, which works once, and keeps the bearer it was given. */
export class Session {
  /** Stands in the fragment of the address. */
  readonly token = secret();
  #bearer: string | null = null;

  /** The bearer for the one-time token; null for a wrong token, and for the right one the second time. */
  exchange(token: string): string | null {
    if (this.#bearer !== null || !equal(token, this.token)) return null;
    this.#bearer = secret();
    return this.#bearer;
  }

  /** Whether an Authorization header carries the bearer. */
  admits(authorization: string | null): boolean {
    if (this.#bearer === null || authorization === null) return false;
    return equal(authorization, `Bearer ${this.#bearer}`);
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells nothing about where, or in what length, the two differ. */
function equal(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
