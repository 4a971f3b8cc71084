import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MatchRow, matchPhotos, pairInOrder, type SeenPhoto } from "#app/domain/entries/desk/match.ts";
import { formatSlip, slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";

const slips = [5, 77, 1234].map(slipCode) as [string, string, string];
const row = (id: string, more: Partial<MatchRow> = {}): MatchRow => ({ id, slip: null, title: "", names: [], hasPhoto: false, ...more });
const photo = (id: string, more: Partial<SeenPhoto> = {}): SeenPhoto => ({ id, name: `IMG_${id}.jpg`, takenAt: 0, qr: [], ...more });
const of = (photos: SeenPhoto[], rows: MatchRow[]) => matchPhotos(photos, rows).map(({ photoId: _id, ...found }) => found);

const rows = [row("a", { slip: slips[0], names: ["Hoàng Thảo Vy"] }), row("b", { slip: slips[1], names: ["Nông Minh Khôi"], title: "Bữa cơm nhà em" })];

describe("a picture", () => {
  it("goes to the row of the slip that is seen in it, other codes aside", () => {
    expect(of([photo("1", { qr: ["https://example.vn/x", slipPayload(slips[1])] })], rows)).toEqual([
      { rowId: "b", by: "slip", problem: null, slip: slips[1] },
    ]);
  });

  it("with several slips in it goes nowhere and says so", () => {
    expect(of([photo("1", { qr: slips.map(slipPayload) })], rows)).toEqual([{ rowId: null, by: null, problem: "several-codes", slip: null }]);
  });

  it("with a slip that no row has goes nowhere, not even by its name", () => {
    const stray = photo("1", { qr: [slipPayload(slips[2])], name: "Hoàng Thảo Vy.jpg" });
    expect(of([stray], rows)).toEqual([{ rowId: null, by: null, problem: "unknown-slip", slip: slips[2] }]);
  });

  it("goes by a slip's code in its name, and a mistyped one is no code", () => {
    expect(of([photo("1", { name: `${formatSlip(slips[0])} tranh.jpg` })], rows)[0]).toMatchObject({ rowId: "a", by: "slip-in-name" });
    const wrong = slips[0].slice(0, 7) + (slips[0][7] === "2" ? "3" : "2");
    expect(of([photo("1", { name: `${wrong}.jpg` })], rows)[0]).toEqual({ rowId: null, by: null, problem: null, slip: null });
  });

  it("goes by the child's name or the title in its name, marks and case aside, if one row alone fits", () => {
    expect(of([photo("1", { name: "HOANG THAO VY - 3A.JPG" }), photo("2", { name: "Bữa_cơm_nhà_em.png" })], rows).map(({ rowId }) => rowId)).toEqual(["a", "b"]);
    const twins = [row("a", { names: ["Lò Thị Én"] }), row("b", { names: ["Lò Thị Én"] })];
    expect(of([photo("1", { name: "Lò Thị Én.jpg" })], twins)[0]).toMatchObject({ rowId: null, problem: null });
  });

  it("is not put over another: two that claim one row both wait, and a row that has one is taken", () => {
    const both = [photo("1", { qr: [slipPayload(slips[0])] }), photo("2", { qr: [slipPayload(slips[0])] })];
    expect(of(both, rows).map(({ rowId, problem }) => [rowId, problem])).toEqual([[null, "several-photos"], [null, "several-photos"]]);
    expect(of([both[0]!], [row("a", { slip: slips[0], hasPhoto: true })])[0]).toMatchObject({ rowId: null, problem: "row-taken" });
  });
});

describe("any pictures and rows", () => {
  const anyRow = fc.record({ slip: fc.constantFrom(null, ...slips), name: fc.constantFrom("Hoàng Thảo Vy", "Lò Thị Én", ""), hasPhoto: fc.boolean() });
  const anyPhoto = fc.record({ qr: fc.subarray(slips.map(slipPayload)), name: fc.constantFrom("IMG_1.jpg", "lo thi en.jpg", `${slips[2]}.jpg`), takenAt: fc.nat(9) });

  it("never give a row two pictures, nor one that has a picture another", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 5 }), fc.array(anyPhoto, { maxLength: 6 }), (some, pictures) => {
        const list = some.map(({ slip, name, hasPhoto }, index) => row(`r${index}`, { slip, names: [name], hasPhoto }));
        const photos = pictures.map((one, index) => photo(`p${index}`, one));
        for (const pairs of [matchPhotos(photos, list), pairInOrder(photos, list)]) {
          const given = pairs.flatMap(({ rowId }) => rowId ?? []);
          expect(new Set(given).size).toBe(given.length);
          expect(given.filter((id) => list.find((one) => one.id === id)?.hasPhoto)).toEqual([]);
        }
      }),
    );
  });

  it("are paired in the order they were taken, then by the number in the name", () => {
    const photos = [photo("1", { name: "IMG_10.jpg", takenAt: 5 }), photo("2", { name: "IMG_9.jpg", takenAt: 5 }), photo("3", { takenAt: 1 })];
    expect(pairInOrder(photos, [row("a"), row("b", { hasPhoto: true }), row("c"), row("d")])).toEqual([
      { photoId: "3", rowId: "a" }, { photoId: "2", rowId: "c" }, { photoId: "1", rowId: "d" },
    ]);
  });
});
