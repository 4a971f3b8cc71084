import { normaliseText } from "#app/platform/vietnamese.ts";
import { wordsOf } from "./words.ts";

/** The 54 groups as the statistics office writes them, each with what else it is called. */
const groups = `Kinh=Việt|Tày=Thổ Tày|Thái=Thái đen,Thái trắng|Mường|Khmer=Khơ-me,Khơ me,Khơme|Hoa=Hán,Tàu|Nùng=Nùng Dín,Nùng An,Nùng Cháo|Mông=H'Mông,Hmông,Mèo,H Mông,Mong,Mông đen,Mông trắng,Mông hoa|Dao=Mán,Dao đỏ,Dao tuyển,Dao tiền|Gia Rai=Jrai,Gia-rai|Ê Đê=Ê-đê,Êđê|Ba Na=Ba-na,Bana,Bahnar|Sán Chay=Cao Lan,Sán Chỉ|Chăm=Chàm|Cơ Ho=K'Ho,Cơ-ho|Xơ Đăng=Xơ-đăng,Sedang|Sán Dìu|Hrê|Ra Glai=Raglai,Ra-glai|Mnông=M'Nông|Thổ|Xtiêng=Stiêng|Khơ Mú=Khơ-mú,Khmú|Bru - Vân Kiều=Bru,Vân Kiều|Cơ Tu=Katu,Cơ-tu|Giáy=Nhắng,Dáy|Tà Ôi=Tà-ôi|Mạ|Giẻ Triêng=Gié Triêng,Giẻ-triêng|Co=Cor|Chơ Ro=Chơ-ro,Châu Ro|Xinh Mun=Xinh-mun|Hà Nhì|Chu Ru=Chu-ru|Lào|La Chí|Kháng|Phù Lá=Xá Phó,Phù lá đen|La Hủ|La Ha|Pà Thẻn|Lự|Ngái|Chứt|Lô Lô|Mảng|Cơ Lao|Bố Y=Tu Dí|Cống|Si La|Pu Péo|Rơ Măm|Brâu|Ơ Đu`;

const byWords = new Map<string, string>();
for (const group of groups.split("|")) {
  const [name = "", others] = group.split("=");
  for (const wording of [name, ...(others?.split(",") ?? [])]) {
    if (!byWords.has(wordsOf(wording))) byWords.set(wordsOf(wording), name);
  }
}

/** The group of a written name under its one spelling, or null when it is none of the 54. */
export const ethnicGroupOf = (text: string): string | null =>
  byWords.get(wordsOf(text).replace(/^(?:dan toc|nguoi) /, "")) ?? null;

/** An ethnic group as it is stored: the one spelling of the 54, else as written. */
export const readEthnicity = (text: string): string => ethnicGroupOf(text) ?? normaliseText(text);
