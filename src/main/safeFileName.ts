/** A file name that is only a name, whatever the page suggests. */
export function safeFileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what has to go
  const safe = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/^\.+/, '');
  return safe === '' ? 'catalogue.csv' : safe;
}
