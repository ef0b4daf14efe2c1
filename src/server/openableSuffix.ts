import { OPENABLE_NAME } from '../shared/openableName.ts';
import { isSessionName, SESSION_SUFFIX } from '../shared/session.ts';

/** Whether a name looks like an image's, a table's or a session's. */
export function hasOpenableSuffix(name: string): boolean {
  return OPENABLE_NAME.test(name) || isSessionName(name);
}

/** The suffix of such a name in lower case, with its dot; empty when it has none. */
export function openableSuffix(name: string): string {
  if (isSessionName(name)) return SESSION_SUFFIX;
  return OPENABLE_NAME.exec(name)?.[0].toLowerCase() ?? '';
}
