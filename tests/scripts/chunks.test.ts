import { describe, expect, test } from "vitest";
import { chunkNames } from "#scripts/lib/chunks.mjs";

const page = (address: string) => `/x/app/routes/${address}.tsx?__remix-build-client-route`;

/** A module graph as Rollup tells it: who imports whom, who loads whom on demand, and the code that calls messages. */
function graph(modules: Record<string, { from?: string[]; onDemandFrom?: string[]; code?: string }>) {
  const name = chunkNames();
  const getModuleInfo = (id: string) => {
    const { from = [], onDemandFrom = [], code = "" } = modules[id] ?? {};
    return { importers: from, dynamicImporters: onDemandFrom, code };
  };
  return (id: string) => name(id, { getModuleIds: () => Object.keys(modules).values(), getModuleInfo });
}

const pages = Object.fromEntries(["unit.a", "unit.b", "office.a", "office.b", "jury.a", "_public.a"].map((it) => [page(it), {}]));

describe("chunkNames", () => {
  const button = "/x/app/ui/button.tsx";

  test.each([
    ["one page: with the page", ["unit.a"], undefined],
    ["several pages of one kind: that kind's file", ["unit.a", "unit.b"], "unit"],
    ["one page shown to two kinds: a file of its own", ["unit.a", "office.a"], undefined],
    ["several pages of two kinds: a file of the two", ["unit.a", "office.a", "office.b"], "office-unit"],
    ["three kinds: shared", ["unit.a", "office.a", "_public.a"], "shared"],
  ])("%s", (_, users, expected) => {
    expect(graph({ ...pages, [button]: { from: users.map(page) } })(button)).toBe(expected);
  });

  test("what the whole site and a page use is shared", () => {
    const root = "/x/app/root.tsx?__remix-build-client-route";
    expect(graph({ ...pages, [root]: {}, [button]: { from: [root, page("unit.a")] } })(button)).toBe("shared");
  });

  test("a message goes with the pages that call it, whoever re-exports it", () => {
    const [all, word, part] = ["/x/app/paraglide/messages/_index.js", "/x/app/paraglide/messages/unit_new.js", "/x/app/ui/part.tsx"];
    const nameOf = graph({
      ...pages,
      [part]: { from: [page("unit.a"), page("unit.b")], code: "m.unit_new()" },
      [all]: { from: [part, page("jury.a")] },
      [word]: { from: [all] },
    });
    expect(nameOf(word)).toBe("unit");
    expect(nameOf(all)).toBe(undefined);
  });

  test("a module loaded on demand is an entry of its own, for the kinds that load it", () => {
    const [zoom, wheel] = ["/x/app/ui/zoom.tsx", "/x/app/ui/wheel.ts"];
    const nameOf = graph({
      ...pages,
      [zoom]: { onDemandFrom: [page("unit.a")] },
      [wheel]: { from: [zoom, page("unit.b")] },
    });
    expect(nameOf(zoom)).toBe(undefined);
    expect(nameOf(wheel)).toBe("unit");
  });

  test("the framework is one file and circles end", () => {
    const [a, b] = ["/x/app/ui/a.ts", "/x/app/ui/b.ts"];
    const nameOf = graph({ ...pages, [a]: { from: [b, page("unit.a")] }, [b]: { from: [a, page("unit.b")] } });
    expect(nameOf("/x/node_modules/react-dom/index.js")).toBe("framework");
    expect([nameOf(a), nameOf(b)]).toEqual(["unit", "unit"]);
  });
});
