import { decode } from "./legacy-text.ts";
import type { ImportField } from "./model.ts";
import { isNear, wordsOf } from "./words.ts";

/** The wordings of headings as officers and schools write them, folded. The first of a field is its plainest name. */
const wordings: Record<ImportField | "nothing", string> = {
  order: "stt|tt|so tt|so thu tu|thu tu",
  code: "ma bai|ma so|ma bai du thi|ma tac pham|ma so bai|so bao danh|sbd|ma phieu|ma|ma bai thi",
  category:
    "hang muc|the loai|loai hinh|hinh thuc du thi|hinh thuc|noi dung thi|noi dung du thi|loai bai|loai tac pham|the loai du thi|hang muc du thi|loai|loai san pham",
  title:
    "ten tac pham|ten bai|ten tranh|ten bai du thi|tac pham|ten san pham|ten de tai|ten video|ten clip|tua de|tieu de|ten buc tranh|ten bai thi|ten tac pham du thi|ten tranh video|de tai",
  statement: "thuyet minh|thong diep|noi dung thong diep|y tuong|mo ta|y nghia|noi dung tac pham|thuyet minh tac pham|noi dung thuyet minh",
  material: "chat lieu|chat lieu su dung|loai mau|mau ve|chat lieu kho|chat lieu kho giay|chat lieu kho thoi luong|chat lieu ve",
  paperSize: "kho giay|kho|kich thuoc|kho tranh|co giay|kich co",
  authorName:
    "ho va ten|ho ten|ho va ten tac gia|ten tac gia|tac gia|ho ten hoc sinh|ho va ten hoc sinh|hoc sinh|ten hoc sinh|thi sinh|ho ten thi sinh|ho va ten thi sinh|ten em|ho ten em|ho va ten em|nguoi ve|nguoi du thi|nhom tac gia|thanh vien|ho va ten tre|ten thi sinh|ho ten doi vien|ho ten tac gia|tac gia nhom tac gia|ho va ten tac gia nhom tac gia|ten tac gia nhom tac gia",
  familyName: "ho dem|ho va dem|ho va ten dem|ho lot|ho va ten lot|ho ten dem|ho va chu lot|ho va chu dem",
  givenName: "ten|ten rieng",
  birth: "ngay sinh|ngay thang nam sinh|nam sinh|ngay thang sinh|sinh ngay|ntns|ngay thang nam sinh hoc sinh|ngay sinh hoc sinh|sinh nam",
  male: "nam",
  female: "nu",
  sex: "gioi tinh|nam nu|gt|gioi|phai|nu nam",
  ethnicity: "dan toc|thanh phan dan toc|dtoc",
  className: "lop|khoi lop|lop hoc|khoi|hoc lop|hoc sinh lop",
  unit: "truong|don vi|ten truong|truong hoc|don vi truong|lien doi|co so|noi hoc|don vi du thi|don vi nop bai|hoc sinh truong|ten don vi|don vi cong tac|chi hoi",
  participant:
    "xa|xa tt|xa phuong tt|tt xa|xa phuong|xa thi tran|xa phuong thi tran|don vi xa|dia phuong|phuong xa|ten xa|dia ban|xa phuong dac khu|don vi hanh chinh|phuong",
  mentorName:
    "giao vien huong dan|gvhd|gv huong dan|nguoi huong dan|thay co huong dan|giao vien|giao vien phu trach|ho ten gvhd|gvhd sdt|tong phu trach|ho va ten giao vien huong dan|ho ten giao vien huong dan|gv phu trach|nguoi phu trach",
  mentorPhone:
    "so dien thoai|sdt|dien thoai|dien thoai lien he|sdt gvhd|so dt|lien he|sdt giao vien|so lien he|sdt lien he|so dien thoai lien he|so dien thoai gvhd|zalo|dt lien he|dien thoai gvhd",
  guardianName: "phu huynh|cha me|ho ten phu huynh|nguoi giam ho|cha me nguoi giam ho|ho ten cha me|ho ten bo me|ten phu huynh|bo me",
  picture: "ten tep|ten file|file anh|ten anh|tep anh|file|tep|ten file anh|ten tep anh|anh|ten tep tranh",
  nothing:
    "ghi chu|so tac gia|so luong|so thanh vien|tuoi|dia chi|giai|diem|xep hang|xep loai|thoi luong|ngay nhan|nhom tuoi|bang|loai tac gia|trang thai|ket qua|ly do|ky ten|chu ky|sdt phu huynh|so dien thoai phu huynh|dien thoai phu huynh|sdt cha me|noi sinh|que quan|cccd|so dinh danh|email|ma dinh danh|chieu dai|xac nhan|ma xa|so luong tac gia|thon|ban|thon ban|dia chi thuong tru|link",
};

type Wording = { field: ImportField | null; words: string };
const known: readonly Wording[] = Object.entries(wordings).flatMap(([field, all]) =>
  all.split("|").map((words) => ({ field: field === "nothing" ? null : (field as ImportField), words })),
);

/** `text` is the heading as it is to be shown, letters of an old font converted. */
export type HeadingReading = { field: ImportField | null; certainty: number; text: string };

/**
 * What a heading says, with a certainty from 0 to 100: the very wording 100, one letter off 85, a wording within a
 * longer heading 60 to 90 by the share it fills. A heading that names nothing of use has field null and its certainty.
 */
export function readHeading(heading: string): HeadingReading {
  return (["unicode", "tcvn3", "vni"] as const)
    .map((encoding) => decode(heading, encoding))
    .map((text) => ({ ...readUnicode(text), text }))
    .reduce((best, next) => (next.certainty > best.certainty ? next : best));
}

type Reading = Omit<HeadingReading, "text">;
const nothing: Reading = { field: null, certainty: 0 };

function readUnicode(heading: string): Reading {
  const words = wordsOf(heading.replace(/\([^)]*\)/g, " ")) || wordsOf(heading);
  if (words === "" || words.length > 80) return nothing;
  // Folded alike: "DT" is the ethnic group, "ĐT" the telephone.
  if (words === "dt") return { field: /đ/i.test(heading.normalize("NFC")) ? "mentorPhone" : "ethnicity", certainty: 90 };
  let best = nothing;
  for (const { field, words: wording } of known) {
    const certainty = certaintyOf(words, wording);
    if (certainty > best.certainty) best = { field, certainty };
  }
  return best;
}

function certaintyOf(words: string, wording: string): number {
  if (words === wording) return 100;
  if (wording.length >= 6 && isNear(words, wording)) return 85;
  if (wording.length < 3) return 0;
  const at = ` ${words} `.indexOf(` ${wording} `);
  if (at < 0) return 0;
  return Math.round(60 + (25 * wording.length) / words.length) + (at === 0 ? 5 : 0);
}

