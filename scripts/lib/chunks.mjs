const FRAMEWORK = /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//;
const PAGE = /\/app\/routes\/_?([a-z]+)[^?]*\?__remix-build-client-route/;
const WHOLE_SITE = /\/app\/(root\.tsx\?|entry\.client)/;
const WORD = /\/app\/paraglide\/messages\/(?!_index)(\w+)\.js$/;
const CATALOGUE = /\/app\/paraglide\/(?!messages)/;
const OURS = /\/app\/(?!paraglide\/|routes\/)[^?]+\.tsx?$/;
/** A module that so many kinds of page use goes with what every page brings. */
const SHARED_FROM = 3;

const unionOf = (sets) => new Set(sets.flatMap((set) => [...set]));

/** Who calls each message: the compiled catalogue re-exports them all, so a message's importers say nothing. */
function callersOf(ids, infoOf) {
  const callers = new Map();
  for (const id of ids) {
    if (!id.includes("/app/") || id.includes("/paraglide/")) continue;
    for (const [, word] of (infoOf(id)?.code ?? "").matchAll(/\bm\.(\w+)/g)) {
      callers.set(word, [...(callers.get(word) ?? []), id]);
    }
  }
  return callers;
}

/** The module graph, asked upwards: through which entries a module reaches the browser, and for which kinds of page. */
function usesOf(ids, infoOf) {
  const callers = callersOf(ids, infoOf);
  const isEntry = (id) => PAGE.test(id) || WHOLE_SITE.test(id) || (infoOf(id)?.dynamicImporters.length ?? 0) > 0;
  const usersOf = (id) => callers.get(WORD.exec(id)?.[1] ?? "") ?? infoOf(id)?.importers ?? [];

  function entriesOf(id, passed = new Set()) {
    if (passed.has(id)) return new Set();
    passed.add(id);
    const above = unionOf(usersOf(id).map((user) => entriesOf(user, passed)));
    return isEntry(id) ? above.add(id) : above;
  }

  function kindsOf(entry) {
    if (WHOLE_SITE.test(entry)) return new Set(["site"]);
    const kind = PAGE.exec(entry)?.[1];
    if (kind) return new Set([kind]);
    const loaders = unionOf(infoOf(entry).dynamicImporters.map((id) => entriesOf(id)));
    return unionOf([...loaders].filter((loader) => loader !== entry).map(kindsOf));
  }

  return { entriesOf, kindsOf };
}

/**
 * Names the files of the browser's code for Rollup's `manualChunks`, so that a page on a slow line brings little it does
 * not use in few round trips. The framework is one file; what one page alone uses stays with that page; what several pages
 * of one kind use (unit, jury, office…, the first part of the address) is that kind's file; what two kinds use is a file of
 * the two; what more use is shared. A page made once and shown to two kinds keeps its parts in a file of its own.
 */
export function chunkNames() {
  let uses;
  return (id, { getModuleIds, getModuleInfo }) => {
    if (FRAMEWORK.test(id)) return "framework";
    if (CATALOGUE.test(id)) return "shared";
    if (!OURS.test(id) && !WORD.test(id)) return undefined;
    uses ??= usesOf([...getModuleIds()], getModuleInfo);
    const entries = uses.entriesOf(id);
    if (entries.has(id) || entries.size <= 1) return undefined;
    const kinds = unionOf([...entries].map(uses.kindsOf));
    if (kinds.has("site") || kinds.size >= SHARED_FROM) return "shared";
    return kinds.size === entries.size ? undefined : [...kinds].sort().join("-");
  };
}
