import { errorOfResponse } from '../engineClient.ts';

const KEY = 'asterism-bearer';

/** The proof by which the browser host knows its page. The one-time token of the address is exchanged for it and
 * removed from the address; a reload finds it in the session storage. */
export async function exchangeToken(
  location: Location,
  history: History,
  storage: Storage,
  base: string,
): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  history.replaceState(null, '', location.pathname + location.search);
  const response = await fetch(new URL('session', base), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (response.ok) storage.setItem(KEY, ((await response.json()) as { bearer: string }).bearer);
  else if (!storage.getItem(KEY)) throw await errorOfResponse(response);
}

/** The header to send with every request of the browser host. */
export function bearerHeader(storage: Storage): Readonly<Record<string, string>> {
  const bearer = storage.getItem(KEY);
  return bearer ? { authorization: `Bearer ${bearer}` } : {};
}
