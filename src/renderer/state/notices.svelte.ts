import { errorRecord } from '../../core/errors/index.ts';

export interface NoticeChoice {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'done';
  readonly message: string;
  readonly remedy: string | null;
  readonly at: Date;
  /** What the person can do about it, as buttons; one of them dismisses the notice. */
  readonly choices: readonly NoticeChoice[];
}

const DONE_STAYS_MS = 6000;
const LOG_LENGTH = 200;

/** Messages to the person: they never block, and errors stay until dismissed. Everything is kept in the log. */
export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  log = $state.raw<readonly Notice[]>([]);
  #next = 1;

  /** Reports an error once; the same sentence already on screen is not repeated. Cancelled work is no error.
   * `about` names what it is about, where the sentence does not. */
  error(error: unknown, about: string | null = null): void {
    const record = errorRecord(error);
    if (record.code === 'cancelled' || isAbort(error)) return;
    const named =
      about === null || record.message.includes(about) ? record.message : `${about}: ${record.message}`;
    this.#add('error', named, record.remedy ?? null);
  }

  warning(message: string, remedy: string | null = null): void {
    this.#add('warning', message, remedy);
  }

  done(message: string): void {
    const notice = this.#add('done', message, null);
    setTimeout(() => this.dismiss(notice.id), DONE_STAYS_MS);
  }

  /** Something the person may want; it stays until one of the choices is taken or it is dismissed. */
  offer(message: string, choices: readonly NoticeChoice[]): void {
    this.#add('warning', message, null, choices);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  dismissAll(): void {
    this.shown = [];
  }

  #add(
    kind: Notice['kind'],
    message: string,
    remedy: string | null,
    choices: readonly NoticeChoice[] = [],
  ): Notice {
    const notice: Notice = { id: this.#next++, kind, message, remedy, at: new Date(), choices };
    const others = this.shown.filter((other) => other.message !== message);
    this.shown = [...others, notice];
    this.log = [...this.log, notice].slice(-LOG_LENGTH);
    return notice;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
