/** What the sentence of a report is made from. */
export type SentenceFacts = {
  units: { invited: number; participating: number };
  /** The kind of those units when all are of one. */
  unitKind: string | null;
  categories: { name: string; received: number; awarded: number; nominated: number }[];
  /** The kind of the unit that holds the next round; null where no round follows. */
  nextUnitKind: string | null;
};

const UNIT_NOUNS: Record<string, string> = {
  centre: "đơn vị Trung ương", province: "tỉnh", district: "huyện", cluster: "cụm xã", commune: "xã", school: "trường",
};
const LEVELS: Record<string, string> = {
  centre: "Trung ương", province: "Tỉnh", district: "Huyện", cluster: "Cụm", commune: "Xã", school: "Trường",
};

/** The noun that counts units of a kind: "xã" in "14/14 xã"; of mixed kinds "đơn vị". */
export const unitNounVi = (kind: string | null): string => UNIT_NOUNS[kind ?? ""] ?? "đơn vị";

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

/** Official papers write counts below ten of what is handed over with a zero before them (5 is "05"). */
const handedOver = (count: number) => (count < 10 ? `0${count}` : grouped(count));

/**
 * A category's name as the noun of a count: "Tranh vẽ" is "tranh vẽ", and "Video clip" just "video". Names that
 * would become the same stay whole.
 */
function nounsOf(names: readonly string[]): string[] {
  const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const short = names.map((name) => lower(name).replace(/^(video|phim)\s+clip$/i, "$1"));
  return short.map((noun, at) => (short.indexOf(noun) === short.lastIndexOf(noun) ? noun : lower(names[at] ?? "")));
}

/**
 * The sentence that opens an organiser's report, as such reports are written: "14/14 xã tham gia; 85 tranh vẽ, 12
 * video; 6 tranh vẽ, 1 video được trao giải; chọn 16 tranh vẽ, 05 video gửi tham gia vòng thi cấp Tỉnh". Parts that
 * have not happened are left out.
 */
export function reportSentence({ units, unitKind, categories, nextUnitKind }: SentenceFacts): string {
  const nouns = nounsOf(categories.map(({ name }) => name));
  const counted = (key: "received" | "awarded" | "nominated", write: (count: number) => string) =>
    categories.flatMap((category, at) => (category[key] > 0 ? [`${write(category[key])} ${nouns[at]}`] : [])).join(", ");
  const received = counted("received", grouped);
  const awarded = counted("awarded", grouped);
  const nominated = counted("nominated", handedOver);
  const parts = [`${units.participating}/${units.invited} ${unitNounVi(unitKind)} tham gia`, received || "chưa có bài dự thi"];
  if (awarded) parts.push(`${awarded} được trao giải`);
  if (nominated && nextUnitKind !== null) {
    const level = LEVELS[nextUnitKind];
    parts.push(`chọn ${nominated} gửi tham gia vòng thi ${level ? `cấp ${level}` : "cấp trên"}`);
  }
  return parts.join("; ");
}
