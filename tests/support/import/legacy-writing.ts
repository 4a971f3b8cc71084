/** Writes Unicode in the fonts of before, for files that readers have to take back; the inverse of what the program reads. */

const tcvn3 = new Map(
  [..."ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"].map((letter, at) => {
    const bytes =
      "A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE";
    return [letter, String.fromCharCode(Number.parseInt(bytes.slice(at * 2, at * 2 + 2), 16))] as const;
  }),
);

/** TCVN3 has no capitals with a tone: those come out small, as people typed them in another font. */
export const inTcvn3 = (text: string): string =>
  [...text.normalize("NFC")].map((letter) => tcvn3.get(letter) ?? tcvn3.get(letter.toLowerCase()) ?? letter).join("");

const tone: Record<string, string> = { "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï" };
const roofed: Record<string, string> = { "": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä" };
const breved: Record<string, string> = { "": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë" };
const aloneI: Record<string, string> = { "\u0301": "í", "\u0300": "ì", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò" };

export const inVni = (text: string): string => [...text.normalize("NFC")].map(letterInVni).join("");

function letterInVni(letter: string): string {
  const small = letter.toLowerCase();
  const written = smallInVni(small);
  return small === letter ? written : written.toUpperCase();
}

function smallInVni(letter: string): string {
  if (letter === "đ") return "ñ";
  const apart = letter.normalize("NFD");
  const base = apart[0]!;
  const mark = [...apart].find((sign) => sign in tone) ?? "";
  if (apart.includes("\u0302")) return base + roofed[mark];
  if (apart.includes("\u0306")) return base + breved[mark];
  if (apart.includes("\u031b")) return (base === "o" ? "ô" : "ö") + (mark ? tone[mark] : "");
  if (mark === "") return letter;
  if (base === "i") return aloneI[mark]!;
  if (base === "y" && mark === "\u0323") return "î";
  return base + tone[mark];
}
