import { SECURITY_HEADERS } from '../shared/securityHeaders.ts';

/** The same response with the security headers set. */
export function secured(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
