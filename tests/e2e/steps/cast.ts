import type { Child, Work } from "./entering.ts";
import { clipOf, photoOf } from "./works.ts";

const child = (name: string, birth: string, className: string, agreed: Partial<Child> = {}): Child => ({ name, birth, className, ...agreed });

/** Every work of the story with its children. Only one family lets a name be printed, two let the work be shown. */
const works = {
  meal: {
    category: "Tranh vẽ", title: "Bữa cơm gia đình em", statement: "Cả nhà ngồi quanh bếp, ai cũng hỏi con hôm nay học gì.",
    children: [child("Hoàng Thị Mẩy", "12/05/2015", "4A", { publishName: true, publishWork: true })],
  },
  clip: {
    category: "Video clip", title: "Nói không với tảo hôn", statement: "Chúng con muốn học hết lớp 12.",
    children: [child("Hoàng Văn Sáng", "03/02/2012", "8A"), child("Lý Thị Dở", "20/11/2012", "8A"), child("Ma Seo Páo", "2013", "7B")],
  },
  market: {
    category: "Tranh vẽ", title: "Chợ phiên cùng mẹ", statement: "",
    children: [child("Hoàng Thị Thu Hiền", "01/09/2014", "5B")],
  },
  school: {
    category: "Tranh vẽ", title: "Mẹ ơi, con muốn đến trường", statement: "Con muốn đi học như các bạn.",
    children: [child("Cổ Thị Na", "08/03/2014", "5A")],
  },
  dream: {
    category: "Video clip", title: "Ước mơ của em", statement: "Con muốn làm cô giáo.",
    children: [child("Cổ Văn Kiên", "15/07/2013", "6A")],
  },
  copied: {
    category: "Tranh vẽ", title: "Bố bế em", statement: "", children: [child("Bàn Thị Lai", "02/02/2016", "3A")],
  },
  harvest: {
    category: "Tranh vẽ", title: "Cả nhà cùng gặt lúa", statement: "Ngày mùa cả nhà cùng làm.",
    children: [child("Bàn Văn Phúc", "30/06/2014", "5C", { publishWork: true })],
  },
} satisfies Record<string, Omit<Work, "file">>;

export type WorkName = keyof typeof works;
export type Works = Record<WorkName, Work>;

/** Words that tell who made a work, where, or on whose telephone: nothing shown to a judge may hold one. */
export const telltales = [
  ...Object.values(works).flatMap(({ children }) => children.map(({ name }) => name)),
  "Nghĩa Đô", "Vĩnh Yên", "Xuân Hoà", "Simulated phone",
];

/** The titles whose children's names no public page may show. */
export const unnamed = Object.values(works).flatMap(({ children }) =>
  children.filter(({ publishName }) => !publishName).map(({ name }) => name),
);

/** Draws and photographs every work, one after the other. */
export async function makeWorks(): Promise<Works> {
  const made: [string, Work][] = [];
  for (const [at, [name, work]] of Object.entries(works).entries()) {
    const file = work.category === "Tranh vẽ" ? await photoOf(work.title, 40 + at, name === "meal" ? 12 : 4) : await clipOf(work.title, 40 + at, 181 + at);
    made.push([name, { ...work, file }]);
  }
  return Object.fromEntries(made) as Works;
}

/** What every judge thinks in the end. Two drawings have the same total, which their first criterion parts. */
export const opinion = {
  "Bữa cơm gia đình em": [28, 22, 13, 13, 13],
  "Mẹ ơi, con muốn đến trường": [27, 23, 13, 13, 13],
  "Cả nhà cùng gặt lúa": [20, 18, 10, 10, 10],
  "Nói không với tảo hôn": [36, 18, 13, 13, 8],
  "Ước mơ của em": [30, 15, 12, 12, 8],
};
