/**
 * Breaks a text into lines no wider than `width` as `measure` sees them, at spaces and at its own line breaks. A word
 * that is wider than a line is cut between letters, since nothing may leave the paper. Without a width only its own
 * line breaks count. An empty text is one empty line.
 */
export function wrapWords(text: string, width: number | undefined, measure: (text: string) => number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    if (width === undefined) return [paragraph];
    return wrapParagraph(paragraph, (line) => measure(line) <= width + 1e-9);
  });
}

function wrapParagraph(paragraph: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cut(word, fits);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line];
}

/** A word in pieces that fit; one letter at least in each. */
function cut(word: string, fits: (line: string) => boolean): string[] {
  const pieces = [""];
  for (const letter of word) {
    const longer = pieces.at(-1)! + letter;
    if (pieces.at(-1) === "" || fits(longer)) pieces[pieces.length - 1] = longer;
    else pieces.push(letter);
  }
  return pieces;
}
