/** A text as an SQL literal, for the places where DuckDB takes no bound parameter: options of readers, paths of COPY.
 * (Identifiers are quoted by core's quoteIdentifier.) */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
