import { Transform } from "node:stream";

/**
 * Takes the zero bytes out of a page on its way. React 18 fills its buffer of 2,048 bytes with them when a letter of
 * two or three bytes does not fit any more, as happens in Vietnamese all the time; inside an attribute, such as the
 * value of a field, a browser would show and send a replacement character for each. HTML itself never has any.
 */
export function wholeLetters(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
