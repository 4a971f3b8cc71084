import { describe, expect, it } from "vitest";
import { slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";
import type { ClaimAnswer } from "#app/ui/desk/claim-slip.ts";
import { DeskStore } from "#app/ui/desk/store.ts";
import type { DeskView } from "#app/ui/desk/view.ts";

const [free, own, strange] = [slipCode(1), slipCode(2), slipCode(3)];
const view = (id: string, more: Partial<DeskView> = {}): DeskView => ({
  id, version: 1, line: 0, unitId: "u", categoryId: "c", typed: { title: id, children: [] }, code: null, sent: false, thumb: null,
  hasFile: false, usb: false, consented: 0, slip: null, faults: {}, gaps: [], ...more,
});

/** A desk of two rows, the second with a slip, that says in order what it asked of the server and the queue. */
async function desk(...answers: ClaimAnswer[]) {
  const done: string[] = [];
  const sent: File[] = [];
  const views = [view("a"), view("b", { slip: own }), view("l", { categoryId: "large" })];
  const store = new DeskStore(
    {
      owner: "o", saveTo: "/rows", hasUpload: () => false, wantsLarge: (categoryId) => categoryId === "large",
      claim: async (rowId, slip) => {
        done.push(`claim ${slip} for ${rowId}`);
        return answers.shift() ?? { kind: "claimed" };
      },
      upload: async (rowId, file) => {
        done.push(`send ${file.name} of ${rowId}`);
        sent.push(file);
      },
    },
    views,
  );
  await store.open(views);
  const see = async (name: string, ...codes: string[]) => {
    const [photo] = await store.addPhotos([new File(["x"], name)]);
    store.saw(photo!.id, { qr: codes.map(slipPayload), thumb: null, picture: null, warnings: [] });
    return photo!.id;
  };
  const held = () => store.snapshot().photos.map(({ name, rowId, problem }) => [name, rowId, problem]);
  const slips = () => store.snapshot().rows.slice(0, 2).map(({ server }) => server?.slip);
  return { store, done, sent, see, held, slips };
}

describe("a picture that shows a slip", () => {
  it("goes to the row whose slip it is, which asks for nothing", async () => {
    const { store, done, see, held } = await desk();
    await see("b.jpg", own);
    await store.match();
    expect([done, held()]).toEqual([["send b.jpg of b"], []]);
  });

  it("waits in the tray while no row has the slip, and makes it the row's before it is sent there", async () => {
    const { store, done, see, held, slips } = await desk();
    const photo = await see("a.jpg", free);
    await store.match();
    expect([done, held()]).toEqual([[], [["a.jpg", null, "unknown-slip"]]]);
    await store.place(photo, "a");
    expect(done).toEqual([`claim ${free} for a`, "send a.jpg of a"]);
    expect([held(), slips()]).toEqual([[], [free, own]]);
  });

  it("is back in the tray with the sentence at the row when the slip is refused", async () => {
    const { store, done, see, held, slips } = await desk({ kind: "refused", words: "Phiếu đã gắn với bài khác." });
    await store.place(await see("a.jpg", strange), "a");
    expect([done, held(), slips()]).toEqual([[`claim ${strange} for a`], [["a.jpg", null, null]], [null, own]]);
    expect(store.snapshot().notes.a?.refusal).toBe("Phiếu đã gắn với bài khác.");
    await store.place(await see("khac.jpg"), "a");
    expect([done.slice(1), store.snapshot().notes.a?.refusal]).toEqual([["send khac.jpg of a"], null]);
  });

  it.each(["away", "signed-out"] as const)("stays at its row and is tried again when the answer is %s, without holding up others", async (kind) => {
    const { store, done, see, held } = await desk({ kind });
    await store.place(await see("a.jpg", free), "a");
    expect([held(), store.snapshot().trouble]).toEqual([[["a.jpg", "a", null]], kind === "away" ? "network" : "signed-out"]);
    await store.flush();
    expect(done).toEqual([`claim ${free} for a`, `claim ${free} for a`, "send a.jpg of a"]);
    expect([held(), store.snapshot().trouble]).toEqual([[], null]);
  });

  it("asks for none of several slips: whose it is, the hand has said", async () => {
    const { store, done, see } = await desk();
    await store.place(await see("a.jpg", free, strange), "a");
    expect(done).toEqual(["send a.jpg of a"]);
  });
});

it("a picture without a slip is not held up by one that waits for the network", async () => {
  const { store, done, see, held } = await desk({ kind: "away" });
  const [first, second] = [await see("a.jpg", free), await see("b.jpg")];
  await Promise.all([store.place(first, "a"), store.place(second, "b")]);
  expect([done[0], done.includes("send b.jpg of b")]).toEqual([`claim ${free} for a`, true]);
  expect(held().filter(([, rowId]) => rowId === "b")).toEqual([]);
});

describe("a picture with a smaller copy", () => {
  const send = async (rowId: string, originals: boolean) => {
    const { store, sent } = await desk();
    const [photo] = await store.addPhotos([new File(["as it was taken"], "tranh.png", { type: "image/png" })]);
    const picture = new Blob(["small"], { type: "image/jpeg" });
    store.saw(photo!.id, { qr: [], thumb: null, picture, warnings: ["dark"] });
    store.sendOriginals(originals);
    await store.place(photo!.id, rowId);
    return { file: [sent[0]!.name, sent[0]!.type, await sent[0]!.text()], warnings: store.snapshot().notes[rowId]?.warnings };
  };

  it("is sent small, and what may be wrong with it stands at the row", async () => {
    expect(await send("a", false)).toEqual({ file: ["tranh.jpg", "image/jpeg", "small"], warnings: ["dark"] });
  });

  it("is sent as it was taken when that is wanted, though asked for after it was looked at", async () => {
    expect((await send("a", true)).file).toEqual(["tranh.png", "image/png", "as it was taken"]);
  });

  it("is sent as it was taken to a category that takes no smaller one", async () => {
    expect((await send("l", false)).file).toEqual(["tranh.png", "image/png", "as it was taken"]);
  });
});
