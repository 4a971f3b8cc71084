type Call<Ask> = { id: number; ask: Ask };
type Reply<Answer> = { id: number; answer: Answer } | { id: number; fault: string };
type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (fault: Error) => void };

/**
 * Asks a worker that is started at the first question and ended when it has had nothing to do for `idleMs`, so that a
 * phone gets its memory back. Rejects when the worker cannot be loaded or its work throws; a broken worker is
 * started anew at the next question.
 */
export function workerCall<Ask, Answer>(start: () => Worker, idleMs = 60_000) {
  const waiting = new Map<number, Waiting<Answer>>();
  let worker: Worker | null = null;
  let lastId = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = (fault?: Error) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(fault ?? new Error("the worker ended"));
    waiting.clear();
  };
  const settle = (reply: Reply<Answer>) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("fault" in reply) one?.reject(new Error(reply.fault));
    else one?.resolve(reply.answer);
    if (waiting.size === 0) idle = setTimeout(end, idleMs);
  };
  const running = () => {
    if (worker) return worker;
    worker = start();
    worker.onmessage = (event: MessageEvent<Reply<Answer>>) => settle(event.data);
    worker.onerror = (event) => end(new Error(event.message || "the worker cannot be loaded"));
    return worker;
  };
  return (ask: Ask, transfer: Transferable[] = []): Promise<Answer> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      running().postMessage({ id, ask } satisfies Call<Ask>, transfer);
    });
}

type Scope = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
};

/**
 * The worker's side: answers one question after the other, never two at once, since each may hold a whole picture
 * in memory. `transfer` names what of the answer moves to the page without being copied.
 */
export function answerCalls<Ask, Answer>(
  work: (ask: Ask) => Promise<Answer>,
  transfer: (answer: Answer) => Transferable[] = () => [],
): void {
  const scope = self as unknown as Scope;
  let before: Promise<void> = Promise.resolve();
  const one = async ({ id, ask }: Call<Ask>) => {
    try {
      const answer = await work(ask);
      scope.postMessage({ id, answer } satisfies Reply<Answer>, transfer(answer));
    } catch (error) {
      scope.postMessage({ id, fault: String(error) } satisfies Reply<Answer>, []);
    }
  };
  scope.onmessage = (event: MessageEvent<Call<Ask>>) => {
    before = before.then(() => one(event.data));
  };
}
