import { text } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import { createElement } from "react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { wholeLetters } from "#app/http/whole-letters.server.ts";

const fields = (shift: number) =>
  createElement(
    "form",
    { title: "a".repeat(shift) },
    ...Array.from({ length: 200 }, (_, at) =>
      createElement("input", { key: at, name: `authors.${at}`, defaultValue: "Nguyễn Thị Hường, ở bản Mường Kem" })),
  );

async function rendered(shift: number, body: PassThrough | ReturnType<typeof wholeLetters>): Promise<string> {
  renderToPipeableStream(fields(shift)).pipe(body);
  return text(body);
}

describe("a page on its way to the browser", () => {
  it("keeps every letter wherever a buffer ends", async () => {
    for (let shift = 0; shift < 40; shift++) {
      expect(await rendered(shift, wholeLetters())).toBe(renderToStaticMarkup(fields(shift)));
    }
  });

  it("needs this as long as React pads its buffers", async () => {
    const pages = await Promise.all(Array.from({ length: 40 }, (_, shift) => rendered(shift, new PassThrough())));
    expect(pages.some((page) => page.includes("\0"))).toBe(true);
  });
});
