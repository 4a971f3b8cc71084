import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bareEnv } from "./bare-env.server.ts";
import { gate } from "./gate.server.ts";
import type { ImageFacts, Poster, Previews } from "./images.server.ts";
import { stepBack, watchOver } from "./limited.server.ts";
import type { Refusal } from "./model.ts";
import type { CleanPicture, PictureKind } from "./picture.server.ts";
import type { TilePack } from "./tiles.server.ts";
import type { VideoFacts } from "./video.server.ts";

/** What can be asked of the press; paths are of local files. */
type Kind = keyof Made;
export type Order =
  | { kind: Exclude<Kind, "tiles" | "picture">; path: string }
  | { kind: "tiles"; path: string; target: string }
  | { kind: "picture"; path: string; target: string; as: PictureKind };

type Made = {
  inspect: ImageFacts | Refusal;
  picture: CleanPicture | Refusal;
  previews: Previews;
  tiles: TilePack;
  poster: Poster;
  print: Uint8Array;
  probe: VideoFacts | Refusal;
};

/** What comes back: what was made, or in words why not. */
export type Answer = { made: unknown } | { error: string };

/** Why the press gave nothing: the file could not be read, or it wanted too much. */
export class PressFailure extends Error {
  constructor(readonly reason: "unreadable" | "late" | "out-of-memory", said = "") {
    super(`${reason} ${said}`.trim());
  }
}

const presses = 2;
/** A 100-megapixel picture with its sizes stays well below; a clip's header is nothing beside it. */
const memoryBytes = 1_500_000_000;
const timeoutMs: Record<Kind, number> = {
  inspect: 120_000,
  picture: 300_000,
  previews: 300_000,
  tiles: 900_000,
  poster: 120_000,
  print: 300_000,
  probe: 120_000,
};
/** Memory that nobody needs goes back after a minute. */
const idleMs = 60_000;

type Press = { child: ChildProcess; idle?: NodeJS.Timeout };
const resting: Press[] = [];
const atPress = gate(presses);

/** In the build the process is a bundle of its own beside ours; from sources it is run as they are. */
function scriptOf(): { file: string; execArgv: string[] } {
  const bundle = path.join(path.dirname(fileURLToPath(import.meta.url)), "press.js");
  if (existsSync(bundle)) return { file: bundle, execArgv: [] };
  const source = fileURLToPath(new URL("./press-child.server.ts", import.meta.url));
  return { file: source, execArgv: ["--import", "tsx"] };
}

function start(): Press {
  const { file, execArgv } = scriptOf();
  const child = fork(file, {
    execArgv: [...execArgv, "--max-old-space-size=256"],
    env: bareEnv,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  stepBack(child.pid);
  // Heard by whoever waits for an answer.
  child.on("error", () => undefined);
  return { child };
}

function take(): Press {
  for (let press = resting.pop(); press; press = resting.pop()) {
    clearTimeout(press.idle);
    if (press.child.connected && press.child.exitCode === null) return press;
  }
  return start();
}

/** An idle press must not keep the program from ending. */
function rest(press: Press): void {
  if (!press.child.connected) return;
  press.child.unref();
  press.child.channel?.unref();
  press.idle = setTimeout(() => press.child.disconnect(), idleMs).unref();
  resting.push(press);
}

function answerOf({ child }: Press, order: Order): Promise<Answer> {
  child.ref();
  child.channel?.ref();
  const watch = watchOver(child, { memoryBytes, timeoutMs: timeoutMs[order.kind] });
  return new Promise<Answer>((resolve, reject) => {
    const ended = () =>
      reject(watch.why === "late" || watch.why === "out-of-memory" ? new PressFailure(watch.why) : new PressFailure("unreadable", "the process ended"));
    child.once("exit", ended);
    child.once("error", reject);
    child.once("message", (answer: Answer) => resolve(answer));
    child.send(order, (error) => error && reject(error));
  }).finally(() => {
    watch.release();
    for (const event of ["exit", "error", "message"]) child.removeAllListeners(event);
    child.on("error", () => undefined);
  });
}

/**
 * Has a file decoded in a process of its own, below pages in priority, in limited memory and time: what a hostile file
 * can do at worst is end that process. At most two work at once; the others wait. Throws `PressFailure`.
 */
export function press<K extends Kind>(order: Order & { kind: K }): Promise<Made[K]> {
  return atPress(async () => {
    const one = take();
    const answer = await answerOf(one, order);
    rest(one);
    if ("error" in answer) throw new PressFailure("unreadable", answer.error);
    return answer.made as Made[K];
  });
}
