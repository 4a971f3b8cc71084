/** Which written words can be Vietnamese syllables: an onset, a rhyme, and a tone the rhyme can bear. */

const onsets = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x".split(" ");
const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt`.split(/\s+/),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const stopped = /(?:c|ch|p|t)$/;
const sharpOrHeavy = /[\u0301\u0323]/u;

/** True for one word in any case and Unicode form that Vietnamese spelling allows; "luỹ" and "lũy" both are. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize("NFD");
  const tones = apart.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = apart.replace(TONES, "").normalize("NFC");
  if (!hasRhyme(bare)) return false;
  return !stopped.test(bare) || tones.length === 0 || sharpOrHeavy.test(tones[0]!);
}

const hasRhyme = (bare: string) =>
  rhymes.has(bare) || onsets.some((onset) => bare.startsWith(onset) && joins(onset, bare.slice(onset.length)));

/** After a consonant "iên" is written for "yên"; only "qu" keeps the long rhymes with y. */
const joins = (onset: string, rhyme: string) => rhymes.has(rhyme) && (onset === "qu" || !/^y./.test(rhyme));
