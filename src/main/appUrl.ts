export const APP_SCHEME = 'app';
export const APP_HOST = 'asterism';
/** The workbench's only page. */
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** Whether an address belongs to the workbench's own origin.
 *
 * Scheme and host are compared, since `URL.origin` is "null" for every scheme of one's own. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}
