import { BitWriter } from "./bits.ts";

/** A planar 4:2:0 picture in studio range, whole macroblocks: both sides are multiples of 16. */
export type YuvPicture = { luma: Uint8Array; cb: Uint8Array; cr: Uint8Array };

/** The size of the video in pixels; both sides even. */
export type VideoSize = { width: number; height: number };

/** NAL unit types, ITU-T H.264 table 7-1. */
const unitType = { slice: 1, idrSlice: 5, sequence: 7, picture: 8 } as const;

/** frame_num is written in four bits (log2_max_frame_num_minus4 = 0). */
const frameNumBits = 4;

/** Macroblocks across and down. */
export const macroblocks = ({ width, height }: VideoSize) => ({
  across: Math.ceil(width / 16),
  down: Math.ceil(height / 16),
});

/**
 * NAL unit: one byte of header, then the payload with emulation prevention (clauses 7.3.1 and 7.4.1.1):
 * within a unit the bytes 00 00 are never followed by 00, 01, 02 or 03, an 03 goes between.
 */
export function nalUnit(type: number, payload: Uint8Array): Uint8Array {
  const importance = 3;
  const out = new Uint8Array(1 + payload.length + Math.ceil(payload.length / 2));
  out[0] = (importance << 5) | type;
  let [at, zeros] = [1, 0];
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      out[at++] = 3;
      zeros = 0;
    }
    out[at++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out.slice(0, at);
}

/**
 * Sequence parameter set, clause 7.3.2.1.1: Constrained Baseline (profile 66 with constraint flags 0 and 1),
 * level 3.0, output order is decoding order (type 2), one reference frame, BT.709 studio range in the VUI
 * (annex E.1.1).
 */
export function sequenceParameters(size: VideoSize): Uint8Array {
  const { across, down } = macroblocks(size);
  const bits = new BitWriter();
  bits.unsigned(66, 8).unsigned(0b11000000, 8).unsigned(30, 8).expGolomb(0);
  bits.expGolomb(frameNumBits - 4).expGolomb(2).expGolomb(1).unsigned(0, 1);
  bits.expGolomb(across - 1).expGolomb(down - 1).unsigned(1, 1).unsigned(1, 1);
  const [right, bottom] = [(across * 16 - size.width) / 2, (down * 16 - size.height) / 2];
  bits.unsigned(right + bottom > 0 ? 1 : 0, 1);
  if (right + bottom > 0) bits.expGolomb(0).expGolomb(right).expGolomb(0).expGolomb(bottom);
  videoUsability(bits.unsigned(1, 1));
  return nalUnit(unitType.sequence, bits.trailing().toBytes());
}

/** vui_parameters, clause E.1.1: colours, and that no frame is ever reordered. */
function videoUsability(bits: BitWriter): void {
  bits.unsigned(0, 1).unsigned(0, 1);
  bits.unsigned(1, 1).unsigned(5, 3).unsigned(0, 1).unsigned(1, 1).unsigned(1, 8).unsigned(1, 8).unsigned(
    1,
    8,
  );
  bits.unsigned(0, 1).unsigned(0, 1).unsigned(0, 1).unsigned(0, 1).unsigned(0, 1);
  bits.unsigned(1, 1).unsigned(1, 1).expGolomb(0).expGolomb(0).expGolomb(8).expGolomb(8).expGolomb(0)
    .expGolomb(1);
}

/** Picture parameter set, clause 7.3.2.2: CAVLC, one slice group, deblocking controlled by each slice. */
export function pictureParameters(): Uint8Array {
  const bits = new BitWriter();
  bits.expGolomb(0).expGolomb(0).unsigned(0, 1).unsigned(0, 1).expGolomb(0);
  bits.expGolomb(0).expGolomb(0).unsigned(0, 1).unsigned(0, 2);
  bits.signedExpGolomb(0).signedExpGolomb(0).signedExpGolomb(0);
  bits.unsigned(1, 1).unsigned(0, 1).unsigned(0, 1);
  return nalUnit(unitType.picture, bits.trailing().toBytes());
}

/**
 * A whole picture as an IDR slice of I_PCM macroblocks (clauses 7.3.3, 7.3.5; mb_type 25 of table 7-11):
 * samples are stored, not coded, 384 bytes a macroblock. Two IDR pictures in a row need different `id`s
 * (clause 7.4.3).
 */
export function storedPicture(picture: YuvPicture, size: VideoSize, id: number): Uint8Array {
  const { across, down } = macroblocks(size);
  const head = new BitWriter().expGolomb(0).expGolomb(7).expGolomb(0).unsigned(0, frameNumBits).expGolomb(id);
  head.unsigned(0, 1).unsigned(0, 1).signedExpGolomb(0).expGolomb(1);
  const first = head.expGolomb(25).align().toBytes();
  const next = new BitWriter().expGolomb(25).align().toBytes();
  const payload = new Uint8Array(first.length + across * down * 384 + (across * down - 1) * next.length + 1);
  let at = 0;
  for (let index = 0; index < across * down; index++) {
    const lead = index === 0 ? first : next;
    payload.set(lead, at);
    at = copyMacroblock(picture, across, index, payload, at + lead.length);
  }
  payload[at] = 0x80;
  return nalUnit(unitType.idrSlice, payload);
}

/**
 * pcm_sample_luma, then pcm_sample_chroma (Cb, Cr) of one macroblock in raster order; returns where it ended.
 */
function copyMacroblock(
  { luma, cb, cr }: YuvPicture,
  across: number,
  index: number,
  out: Uint8Array,
  start: number,
): number {
  const [column, row] = [index % across, Math.floor(index / across)];
  let at = start;
  for (const [plane, side] of [[luma, 16], [cb, 8], [cr, 8]] as const) {
    const stride = across * side;
    for (let line = 0; line < side; line++, at += side) {
      const from = (row * side + line) * stride + column * side;
      out.set(plane.subarray(from, from + side), at);
    }
  }
  return at;
}

/**
 * The same picture again: a P slice whose macroblocks are all skipped (mb_skip_run, clause 7.3.4). P_Skip
 * predicts from the reference with the motion of its neighbours, which is none (clause 8.4.1.1). `number`
 * counts the frames since the last stored picture.
 */
export function repeatedPicture(size: VideoSize, number: number): Uint8Array {
  const { across, down } = macroblocks(size);
  const bits = new BitWriter().expGolomb(0).expGolomb(5).expGolomb(0).unsigned(
    number % 2 ** frameNumBits,
    frameNumBits,
  );
  bits.unsigned(0, 1).unsigned(0, 1).unsigned(0, 1).signedExpGolomb(0).expGolomb(1);
  return nalUnit(unitType.slice, bits.expGolomb(across * down).trailing().toBytes());
}

/**
 * AVCDecoderConfigurationRecord, ISO/IEC 14496-15 clause 5.3.3.1: what a player needs before the first frame.
 */
export function decoderConfiguration(sequence: Uint8Array, picture: Uint8Array): Uint8Array {
  const short = (length: number) => [length >> 8, length & 255];
  return Uint8Array.from([
    1,
    sequence[1]!,
    sequence[2]!,
    sequence[3]!,
    0xff,
    0xe1,
    ...short(sequence.length),
    ...sequence,
    1,
    ...short(picture.length),
    ...picture,
  ]);
}

/** A NAL unit as it lies in an MP4 sample: its length in four bytes before it. */
export function withLength(unit: Uint8Array): Uint8Array {
  const out = new Uint8Array(unit.length + 4);
  new DataView(out.buffer).setUint32(0, unit.length);
  out.set(unit, 4);
  return out;
}
