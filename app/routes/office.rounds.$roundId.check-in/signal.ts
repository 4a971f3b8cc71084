/** What a desk hears: one high tone for done, two lower ones for look here, a low one for not recorded. */
const tones = { ok: [880], warn: [520, 520], bad: [220] } as const;
const toneSeconds = 0.14;
const mutedKey = "vt-check-in-muted";

let context: AudioContext | null = null;

export const isMuted = (): boolean => {
  try {
    return localStorage.getItem(mutedKey) === "yes";
  } catch {
    return false;
  }
};

export function setMuted(muted: boolean): void {
  try {
    localStorage.setItem(mutedKey, muted ? "yes" : "no");
  } catch {
    // A private window remembers nothing; the tones stay as they are.
  }
}

/** Sounds and shakes what became of a scan, where the device can and is allowed to; words and colour say the same. */
export function signal(kind: keyof typeof tones): void {
  if (isMuted()) return;
  if (kind !== "ok") navigator.vibrate?.(kind === "bad" ? 300 : [80, 60, 80]);
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const from = context.currentTime;
  tones[kind].forEach((frequency, at) => {
    const [oscillator, gain] = [context!.createOscillator(), context!.createGain()];
    oscillator.frequency.value = frequency;
    gain.gain.value = 0.15;
    oscillator.connect(gain).connect(context!.destination);
    oscillator.start(from + at * toneSeconds * 1.5);
    oscillator.stop(from + at * toneSeconds * 1.5 + toneSeconds);
  });
}
