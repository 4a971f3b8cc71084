import { type MatchRow, matchPhotos, pairInOrder, slipsSeen } from "#app/domain/entries/desk/match.ts";
import { type DeskTyped, isBlankRow } from "#app/domain/entries/desk/row.ts";
import type { Warning } from "#app/ui/photo/quality.ts";
import type { ClaimAnswer } from "./claim-slip.ts";
import { forgetPhoto, forgetRow, keepPhoto, keepRow, recallDesk } from "./memory.ts";
import { answered, cleanRow, edited, keepMine, mergeRows, newRows, wantsSaving, withKept } from "./rows.ts";
import type { Looked } from "./photo-reader.ts";
import { saveRows } from "./save-rows.ts";
import { type ClientRow, type DeskPhoto, type DeskView, newId } from "./view.ts";

export type DeskPlan = {
  /** Names the person and the contest on this device. */
  owner: string;
  saveTo: string;
  /** Whether a file is on its way to a row. */
  hasUpload: (rowId: string) => boolean;
  /** Whether a category takes no picture of 2,500 px on its long side. */
  wantsLarge: (categoryId: string) => boolean;
  /** Makes the slip that a row's picture shows the slip of its entry. */
  claim: (rowId: string, slip: string) => Promise<ClaimAnswer>;
  /** Lines up the picture of a row that the server knows. */
  upload: (rowId: string, file: File) => Promise<void>;
};

export type DeskSnapshot = {
  rows: readonly ClientRow[];
  photos: readonly DeskPhoto[];
  /** Why nothing is saved at the moment. */
  trouble: "network" | "signed-out" | null;
  /** False when this device keeps nothing: then only an open page is safe. */
  keeps: boolean;
  /** Whether pictures are sent as they were taken, not at 2,500 px. */
  originals: boolean;
  /** What was noticed about the picture that a row was given last, by row. */
  notes: Readonly<Record<string, RowNote>>;
  /** True once this device was asked what it still has. */
  recalled: boolean;
};

/** What is told of a row's picture: what may be wrong with it, or why its slip and with it the picture was not taken. */
export type RowNote = { warnings: readonly Warning[]; refusal: string | null };

const settleMs = 700;
const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
const rowsAtOnce = 20;

const inJpeg = (name: string) => `${name.replace(/\.[a-z0-9]{2,5}$/i, "")}.jpg`;

/** The rows and pictures of one desk: on this device at once, on the server as soon as it answers. */
export class DeskStore {
  #now: DeskSnapshot;
  readonly #listeners = new Set<() => void>();
  readonly #writes = new Set<Promise<unknown>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #releasing: Promise<void> = Promise.resolve();
  #failures = 0;
  #views: readonly DeskView[] = [];

  constructor(
    private readonly plan: DeskPlan,
    views: readonly DeskView[],
  ) {
    const rows = views.map((view) => cleanRow(view, newId()));
    this.#now = { rows, photos: [], trouble: null, keeps: true, originals: false, notes: {}, recalled: false };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): DeskSnapshot => this.#now;

  #set(change: Partial<DeskSnapshot>): void {
    this.#now = { ...this.#now, ...change };
    for (const listener of this.#listeners) listener();
  }

  #change(id: string, to: (row: ClientRow) => ClientRow): void {
    this.#set({ rows: this.#now.rows.map((row) => (row.id === id ? to(row) : row)) });
  }

  #row = (id: string) => this.#now.rows.find((row) => row.id === id);

  /** Takes over what the server lists; the first time also what this device still has. */
  async open(views: readonly DeskView[]): Promise<void> {
    this.#views = views;
    if (!this.#now.recalled) {
      const kept = await recallDesk(this.plan.owner);
      this.#set({ rows: withKept(this.#now.rows, kept.rows), photos: kept.photos, recalled: true });
    }
    this.#set({ rows: mergeRows(this.#now.rows, this.#views, newId) });
    await this.#releasePhotos();
    this.#soon(0);
  }

  edit(id: string, change: Partial<Pick<ClientRow, "typed" | "categoryId" | "unitId">>): void {
    this.#change(id, (row) => edited(row, change, newId()));
    this.#keep(id);
    this.#soon(settleMs);
  }

  add(typed: readonly DeskTyped[], place: { unitId: string; categoryId: string }): void {
    const line = Math.max(-1, ...this.#now.rows.map((row) => row.line)) + 1;
    const made = newRows(typed, { ...place, line, newId });
    this.#set({ rows: [...this.#now.rows, ...made] });
    for (const { id } of made) this.#keep(id);
    this.#soon(0);
  }

  /** Takes away a row that the server does not know. */
  drop(id: string): void {
    this.#set({ rows: this.#now.rows.filter((row) => row.id !== id || row.base > 0) });
    this.#write(forgetRow(id));
  }

  keepMine(id: string): void {
    this.#change(id, (row) => keepMine(row, newId()));
    this.#keep(id);
    this.#soon(0);
  }

  takeTheirs(id: string): void {
    this.#change(id, (row) => (row.server ? cleanRow(row.server, newId()) : row));
    this.#write(forgetRow(id));
  }

  #keep(id: string): void {
    const row = this.#row(id);
    if (!row?.dirty) return;
    if (row.base === 0 && isBlankRow(row.typed)) return this.#write(forgetRow(id));
    const { line, unitId, categoryId, typed, base, saveId } = row;
    this.#write(keepRow({ id, owner: this.plan.owner, line, unitId, categoryId, typed, base, saveId }));
  }

  #write(write: Promise<boolean>): void {
    const done = write.then((kept) => kept || !this.#now.keeps || this.#set({ keeps: false }));
    this.#writes.add(done);
    void done.finally(() => this.#writes.delete(done));
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#now.rows.some(wantsSaving) || this.#placed()) this.#timer = setTimeout(() => void this.flush(), ms);
  }

  /** Sends what the server does not have yet; resolves when it is there, or when the line has failed. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#saving;
    this.#saving ??= this.#saveAll().finally(() => (this.#saving = null));
    await this.#saving;
    await this.#releasePhotos();
    return !this.#now.rows.some(wantsSaving);
  }

  async #saveAll(): Promise<void> {
    for (let due = this.#due(); due.length > 0; due = this.#due()) {
      this.#mark(due, "saving");
      const answer = await saveRows(this.plan.saveTo, due);
      if (answer.kind === "away" || answer.kind === "signed-out") {
        this.#mark(due, "waiting");
        return this.#tryAgain(answer.kind);
      }
      this.#reached();
      for (const { id, saveId } of due) {
        const failed = { id, ok: false as const, reason: "", words: answer.kind === "refused" ? answer.words : "", row: null };
        const told = answer.kind === "answered" ? answer.rows.find((one) => one.id === id) : undefined;
        this.#change(id, (row) => answered(row, saveId, told ?? failed));
        if (this.#row(id)?.dirty) this.#keep(id);
        else this.#write(forgetRow(id));
      }
      await this.#releasePhotos();
    }
  }

  #tryAgain(kind: "away" | "signed-out"): void {
    this.#set({ trouble: kind === "away" ? "network" : "signed-out" });
    this.#soon(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.#failures++, 6)));
  }

  #reached(): void {
    this.#failures = 0;
    this.#set({ trouble: null });
  }

  #due = () => this.#now.rows.filter(wantsSaving).slice(0, rowsAtOnce);

  #mark(rows: readonly ClientRow[], sync: "saving" | "waiting"): void {
    const ids = new Set(rows.map(({ id }) => id));
    this.#set({ rows: this.#now.rows.map((row) => (ids.has(row.id) ? { ...row, sync } : row)) });
  }

  /** Puts pictures on this device, before anything is done with them. */
  async addPhotos(files: readonly File[]): Promise<DeskPhoto[]> {
    const made = files.map((blob): DeskPhoto => ({
      id: newId(), owner: this.plan.owner, rowId: null, name: blob.name, takenAt: blob.lastModified, blob, smaller: null, qr: null, thumb: null, problem: null, warnings: [],
    }));
    this.#set({ photos: [...this.#now.photos, ...made] });
    for (const photo of made) this.#write(keepPhoto(photo));
    await Promise.all(this.#writes);
    return made;
  }

  /** Notes what was seen in a picture. */
  saw(id: string, { qr, thumb, picture, warnings }: Looked): void {
    this.#photo(id, { qr, thumb, warnings, smaller: picture });
  }

  sendOriginals(originals: boolean): void {
    this.#set({ originals });
  }

  /** Gives the pictures that were looked at and have no row the rows that they name. */
  async match(): Promise<void> {
    const loose = this.#now.photos.filter(({ rowId, qr }) => rowId === null && qr !== null);
    for (const { photoId, rowId, problem } of matchPhotos(loose.map(({ qr, ...photo }) => ({ ...photo, qr: qr ?? [] })), this.#matchRows())) {
      this.#photo(photoId, { rowId, problem });
    }
    await this.#releasePhotos();
  }

  /** Gives the pictures without a row the free rows, one after the other. */
  async pair(): Promise<void> {
    const loose = this.#now.photos.filter(({ rowId }) => rowId === null);
    for (const { photoId, rowId } of pairInOrder(loose.map(({ qr, ...photo }) => ({ ...photo, qr: qr ?? [] })), this.#matchRows())) {
      this.#photo(photoId, { rowId, problem: null });
    }
    await this.#releasePhotos();
  }

  /** Gives one picture one row, by hand; a picture that the row had before is replaced. */
  async place(photoId: string, rowId: string): Promise<void> {
    for (const { id } of this.#now.photos.filter((photo) => photo.rowId === rowId)) this.#photo(id, { rowId: null });
    this.#photo(photoId, { rowId, problem: null });
    await this.#releasePhotos();
  }

  dropPhoto(id: string): void {
    this.#set({ photos: this.#now.photos.filter((photo) => photo.id !== id) });
    this.#write(forgetPhoto(id));
  }

  #photo(id: string, change: Partial<DeskPhoto>): void {
    this.#set({ photos: this.#now.photos.map((photo) => (photo.id === id ? { ...photo, ...change } : photo)) });
    const photo = this.#now.photos.find((one) => one.id === id);
    if (!photo) return;
    if (photo.rowId !== null && change.rowId) this.#note(photo.rowId, { warnings: photo.warnings ?? [], refusal: null });
    this.#write(keepPhoto(photo));
  }

  #note(rowId: string, note: RowNote): void {
    this.#set({ notes: { ...this.#now.notes, [rowId]: note } });
  }

  #matchRows(): MatchRow[] {
    const held = new Set(this.#now.photos.map(({ rowId }) => rowId));
    return this.#now.rows.filter(({ server }) => !server?.sent).map(({ id, typed, server }) => ({
      id, slip: server?.slip ?? null, title: typed.title, names: typed.children.map(({ fullName }) => fullName),
      hasPhoto: Boolean(server?.hasFile) || held.has(id) || this.plan.hasUpload(id),
    }));
  }

  /** Pictures whose row the server knows by now start on their way, one after the other and each once. */
  #releasePhotos(): Promise<void> {
    return (this.#releasing = this.#releasing.then(() => this.#releaseAll()));
  }

  async #releaseAll(): Promise<void> {
    const waiting = new Set<string>();
    for (let photo = this.#placed(waiting); photo; photo = this.#placed(waiting)) {
      const { id, rowId } = photo;
      const claimed = await this.#claimSlipOf(photo);
      // Without an answer it stays at its row, and the slip is asked for again with the next try.
      if (claimed === "waiting") waiting.add(id);
      if (claimed !== "yes" || this.#photoAt(id) !== rowId) continue;
      const lined = await this.plan.upload(rowId!, this.#fileOf(photo)).then(() => true, () => false);
      // Forgotten here only once it is kept there; one that cannot be read any more goes back to be looked at.
      if (lined) this.dropPhoto(id);
      else this.#photo(id, { rowId: null });
    }
  }

  /** The one slip seen in a placed picture becomes its row's before the picture is sent; refused, the picture goes back. */
  async #claimSlipOf({ id, rowId, qr }: DeskPhoto): Promise<"yes" | "no" | "waiting"> {
    const [slip, another] = slipsSeen(qr ?? []);
    if (!slip || another || this.#row(rowId!)?.server?.slip === slip) return "yes";
    const answer = await this.plan.claim(rowId!, slip);
    if (answer.kind === "away" || answer.kind === "signed-out") {
      this.#tryAgain(answer.kind);
      return "waiting";
    }
    this.#reached();
    if (answer.kind === "refused") {
      if (this.#photoAt(id) === rowId) this.#photo(id, { rowId: null });
      this.#note(rowId!, { warnings: [], refusal: answer.words });
      return "no";
    }
    this.#change(rowId!, (row) => (row.server ? { ...row, server: { ...row.server, slip } } : row));
    return "yes";
  }

  /** What is sent: the smaller copy, unless the picture is wanted as it was taken, by the person or the category. */
  #fileOf({ rowId, blob, smaller, name, takenAt }: DeskPhoto): File {
    const asTaken = !smaller || this.#now.originals || this.plan.wantsLarge(this.#row(rowId!)!.categoryId);
    const sent = asTaken ? blob : smaller;
    return new File([sent], asTaken ? name : inJpeg(name), { type: sent.type, lastModified: takenAt });
  }

  #photoAt = (id: string) => this.#now.photos.find((photo) => photo.id === id)?.rowId;

  #placed = (except?: ReadonlySet<string>) =>
    this.#now.photos.find(({ id, rowId }) => rowId !== null && !except?.has(id) && Boolean(this.#row(rowId)?.base));
}
