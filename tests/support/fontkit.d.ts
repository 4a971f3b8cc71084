/** What the tests of papers use of fontkit, which comes with pdfkit and brings no types. */
declare module "fontkit" {
  export type Glyph = { id: number; path: { toSVG(): string } };
  export type Font = { getGlyph(id: number): Glyph; glyphForCodePoint(codePoint: number): Glyph };
  export function create(bytes: Uint8Array): Font;
}
