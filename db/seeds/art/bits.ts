/** Writes bits from the most significant one down, as ITU-T H.264 clause 7.2 reads them. */
export class BitWriter {
  private readonly bytes: number[] = [];
  private current = 0;
  private filled = 0;

  /** u(n): an unsigned number in n bits, n at most 32. */
  unsigned(value: number, bits: number): this {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.current = (this.current << 1) | ((value >>> bit) & 1);
      if (++this.filled === 8) this.flush();
    }
    return this;
  }

  /** ue(v): an unsigned Exp-Golomb code, clause 9.1. */
  expGolomb(value: number): this {
    const bits = 32 - Math.clz32(value + 1);
    return this.unsigned(0, bits - 1).unsigned(value + 1, bits);
  }

  /** se(v): a signed Exp-Golomb code, clause 9.1.1. */
  signedExpGolomb(value: number): this {
    return this.expGolomb(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Zero bits up to the next whole byte. */
  align(): this {
    while (this.filled > 0) this.unsigned(0, 1);
    return this;
  }

  /** rbsp_trailing_bits, clause 7.3.2.11: a one, then zeros to the end of the byte. */
  trailing(): this {
    return this.unsigned(1, 1).align();
  }

  /** What was written; only whole bytes count. */
  toBytes(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }

  private flush(): void {
    this.bytes.push(this.current);
    this.current = 0;
    this.filled = 0;
  }
}
