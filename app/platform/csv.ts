/**
 * Reads comma-separated text (RFC 4180: quotes, doubled quotes, line breaks inside quotes; a byte order mark
 * and CRLF are fine) into one record a line, keyed by the header. Throws RangeError when a line has another
 * number of fields than the header.
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...lines] = fieldsOf(text.replace(/^\ufeff/, ""));
  return lines.map((fields, index) => {
    if (fields.length !== header.length) {
      throw new RangeError(`line ${index + 2}: ${fields.length} fields, header has ${header.length}`);
    }
    return Object.fromEntries(header.map((key, column) => [key, fields[column] ?? ""]));
  });
}

function fieldsOf(text: string): string[][] {
  const lines: string[][] = [];
  let fields: string[] = [];
  const token = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^",\r\n][^,\r\n]*|)(,|\r?\n|$)/y;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) throw new RangeError(`line ${lines.length + 1}: a quote is not closed`);
    fields.push(match[1]?.replaceAll('""', '"') ?? match[3] ?? "");
    if ((match[2] ?? match[4]) === ",") continue;
    lines.push(fields);
    fields = [];
  }
  if (fields.length > 0) lines.push([...fields, ""]);
  return lines;
}
