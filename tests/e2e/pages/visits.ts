import type { PageWorld } from "./world.ts";

/** Who opens an address. */
export type Visitor = keyof PageWorld["people"] | "nobody";
export type Visits = Partial<Record<Visitor, string[]>>;

/** Every page of everybody, with the addresses of the prepared world; some pages in more than one state. */
export function visitsIn(world: PageWorld): { audience: string; visits: Visits }[] {
  return [
    { audience: "the public", visits: { nobody: publicPages(world) } },
    { audience: "a unit", visits: { entrant: unitPages(world) } },
    {
      audience: "a judge",
      visits: {
        judge: juryPages(world), comparing: ["/jury", `/jury/deciders/${world.decision.deciderId}`], choosing: choosingPages(world),
      },
    },
    {
      audience: "the office",
      visits: {
        organiser: [...setupPages(world), ...roundPages(world), ...privacyPages(world)],
        administrator: peoplePages(world),
        secretary: ["/office", `/office/rounds/${world.screening.roundId}/screening?view=all`, ...keyInPages(world)],
        provinceOrganiser: provincePages(world),
      },
    },
  ];
}

function publicPages({ open, judging, finished, people }: PageWorld): string[] {
  return [
    "/",
    "/khong-co-trang-nay",
    ...[open, judging, finished].map(({ slug }) => `/contests/${slug}`),
    `/contests/${open.slug}/rules`,
    `/contests/${finished.slug}/results`,
    `/contests/${finished.slug}/gallery`,
    "/sign-in",
    "/sign-in?to=/unit",
    "/accept",
    `/accept/${people.newcomer.linkToken}`,
    "/accept/2222333344445555",
  ];
}

function unitPages({ open, screening, finished, lists, departure: { childId } }: PageWorld): string[] {
  const [empty, filled, sent] = open.entries.map(({ entryId }) => `/unit/entries/${entryId}`) as [string, string, string];
  return [
    "/unit",
    `/unit?contest=${finished.slug}`,
    ...[open, screening, finished].map(({ slug }) => `/unit/contests/${slug}/entries`),
    `/unit/contests/${open.slug}/consents`, `/unit/contests/${open.slug}/consents?view=all`,
    `${sent}/consents/${childId}/withdrawal`, `${sent}/departures/${childId}`,
    `/unit/contests/${open.slug}/desk`, `/unit/contests/${open.slug}/desk/submission`,
    "/unit/entries/new",
    empty, filled, sent,
    `${empty}/submission`, `${filled}/submission`, `${sent}/submission`,
    ...["", "/submission"].map((part) => `/unit/entries/${screening.entries[1]!.entryId}${part}`),
    `${filled}/deletion`, `${sent}/withdrawal`, `${sent}/consents`,
    `${filled}/slip`, `${sent}/slip`,
    ...[open, screening].map(({ slug }) => `/unit/contests/${slug}/paper`),
    `/unit/contests/${open.slug}/import`, `/unit/contests/${screening.slug}/import`,
    ...listPages(`/unit/contests/${open.slug}/import`, lists.unit),
    "/unit/help",
    "/unit/entries/khong-co",
  ];
}

/** A list that waits and one that was entered, with the questions about them. */
function listPages(at: string, { waiting, entered }: { waiting: string; entered: string }): string[] {
  return [`${at}/${waiting}`, `${at}/${waiting}?view=problems`, `${at}/${waiting}/confirmation`, `${at}/${waiting}/removal`, `${at}/${entered}`, `${at}/${entered}/undo`];
}

function choosingPages({ choosing: { roundId, categoryId, sheetId } }: PageWorld): string[] {
  return ["/jury", `/jury/rounds/${roundId}`, `/jury/rounds/${roundId}/choice?category=${categoryId}`, `/jury/sheets/${sheetId}`];
}

function juryPages({ judging }: PageWorld): string[] {
  const sheets = judging.sheets.slice(0, 2).map((id) => `/jury/sheets/${id}`);
  const compared = judging.sheets.slice(0, 3).map((id) => `sheet=${id}`).join("&");
  const table = `/jury/rounds/${judging.roundId}`;
  return [
    "/jury", table, `${table}?sort=own`, `${table}?stars=1`, `${table}/compare?${compared}`, ...sheets, `${sheets[0]}/flag`, `${sheets[1]}/abstention`, `${sheets[1]}/recusal`,
    "/jury/sheets/khong-co",
  ];
}

function setupPages({ draft, open, judging, decision, lists }: PageWorld): string[] {
  const parts = [
    "", "/categories", "/categories/TV", "/categories/TV/criteria", "/categories/TV/criteria/version", "/categories/TV/divisions", "/consent-text", "/copy", "/participants", "/people",
    "/rounds", "/rounds/1", "/rounds/1/awards", "/rounds/1/ballots", "/rounds/1/chain", "/rounds/1/phases", "/rounds/new", "/rules",
  ];
  return [
    "/office", "/office/contests", "/office/contests/new", "/office/contests/import",
    `/office/contests/${open.contestId}/import`, ...listPages(`/office/contests/${open.contestId}/import`, lists.office),
    ...[draft, open].flatMap(({ contestId }) => parts.map((part) => `/office/contests/${contestId}${part}`)),
    ...[judging, decision].map(({ contestId }) => `/office/contests/${contestId}/categories/TV/criteria`),
  ];
}

function keyInPages({ judging: { roundId, keyingId } }: PageWorld): string[] {
  const list = `/office/rounds/${roundId}/key-in`;
  return [list, `${list}/${keyingId}`, `${list}/${keyingId}?differing=1`, `${list}/${keyingId}/withdrawal`, `${list}/${keyingId}/take-back`];
}

function privacyPages({ departure: { entryId, childId } }: PageWorld): string[] {
  return ["/office/privacy", "/office/privacy?view=done", `/office/entries/${entryId}/consents/${childId}/withdrawal`];
}

function roundPages({ people, open, screening, judging, decision, finished }: PageWorld): string[] {
  const of = (roundId: string, ...parts: string[]) => parts.map((part) => `/office/rounds/${roundId}${part}`);
  const rejecting = screening.roundEntryId;
  const originals = screening.originals;
  return [
    ...of(open.roundId, "", "/entries", "/phase", "/phase/extension", "/report", "/judging", "/screening"),
    ...of(screening.roundId, "/duplicates", "/duplicates?view=settled", "/media", "/media?view=all"),
    ...of(screening.roundId, "", "/screening", `/screening?view=all&entry=${rejecting}`, `/entries/${rejecting}`),
    ...of(screening.roundId, "/check-in", `/check-in/${originals.receivedId}`, "/paper", "/paper?view=missing", "/paper?view=here", "/paper?view=again", `/paper/${originals.unitId}`),
    ...of(screening.roundId, `/paper/${originals.unitId}/handover`, `/paper/${originals.unitId}/return`, "/paper/onward"),
    ...of(screening.roundId, `/handovers/${originals.handoverId}`),
    ...of(screening.roundId, "/screening?view=returned", "/screening/bulk", "/screening/bulk?group=clear", `/screening/${rejecting}/correction`),
    ...of(screening.roundId, "/returns", "/limits", "/entries", "/entries/new", `/entries/${screening.correctedId}/versions`),
    ...of(screening.roundId, ...["", "/submission", "/behalf", "/deletion"].map((part) => `/drafts/${screening.draftId}${part}`)),
    ...of(judging.roundId, "", "/judging", "/key-in", "/flags", "/second-looks", "/second-looks/limit", "/closure", "/phase", "/decision?too-early"),
    ...of(judging.roundId, `/judges/${people.judge.personId}/release`),
    ...of(judging.roundId, "/assignment", "/assignment?look=1&per=1", "/assignment?look=1&per=2"),
    ...of(judging.roundId, "/conflicts", "/conflicts?view=confirmed", "/conflicts/new", "/conflicts/interest", `/conflicts/${judging.conflictId}/lifting`),
    ...of(decision.roundId, "", "/decision", "/decision?from=2", "/closure/undo", "/publication", "/report", "/second-looks"),
    ...of(decision.roundId, `/decision/award/${decision.rankedEntryId}`, `/decision/nominee/${decision.rankedEntryId}`),
    ...of(decision.roundId, `/decision/final/${decision.categoryId}`, `/decision/decider/${decision.rankedEntryId}?no-tie`),
    ...of(decision.roundId, ...["", "/end", "/withdrawal"].map((part) => `/deciders/${decision.deciderId}${part}`)),
    ...of(decision.roundId, "/remarks", "/remarks?kind=abstention", "/analysis", `/decision/lots/${decision.categoryId}`, `/decision/vote/${decision.rankedEntryId}?too-early`),
    ...of(judging.roundId, "/analysis?too-early"),
    ...of(finished.roundId, "", "/decision", "/forwarding", "/report"),
  ];
}

function peoplePages({ people, units, appointmentId }: PageWorld): string[] {
  const person = `/office/people/${people.newcomer.personId}`;
  return [
    "/office", "/office/people", "/office/people/new", person, `${person}/invitation`, `${person}/appointments/${appointmentId}/end`,
    "/office/units", "/office/units?q=nghia", `/office/units/${units.province}`, `/office/units/${units.commune}`,
    ...["add", "name", "move", "end"].map((part) => `/office/units/${units.commune}/${part}`),
    "/office/audit",
  ];
}

function provincePages({ finished: { nextRoundId } }: PageWorld): string[] {
  return ["/office", ...["", "/entries", "/screening", "/report"].map((part) => `/office/rounds/${nextRoundId}${part}`)];
}
