import type { ImportPlaces } from "#app/domain/entries/import/model.ts";
import type { KnownWork } from "./messy-workbook.ts";

const classes = [
  { code: "A", name: "Bảng A", basis: "class" as const, from: 1, to: 5 },
  { code: "B", name: "Bảng B", basis: "class" as const, from: 6, to: 9 },
];

/** A contest of drawings and clips with these schools and communes, ids being names and codes. */
export function placesOf(works: readonly Pick<KnownWork, "commune" | "school">[]): ImportPlaces {
  const communes = [...new Set(works.map(({ commune }) => commune))].map((name) => ({ id: name, name, above: null }));
  const schools = [...new Map(works.map(({ school, commune }) => [school, commune]))].map(([name, above]) => ({ id: name, name, above }));
  return {
    categories: [
      { id: "TV", code: "TV", name: "Tranh vẽ", medium: "image", maxAuthors: 10, divisions: classes },
      { id: "VC", code: "VC", name: "Video clip", medium: "video", maxAuthors: 10, divisions: classes },
    ],
    units: [...communes, ...schools],
  };
}
