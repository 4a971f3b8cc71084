// What the pages are measured against: node:http, pg and template strings, one joined query a page, no sign-in,
// no rights, no layout. It shows the same rows with the same facts.
import http from "node:http";
import pg from "pg";

const pool = new pg.Pool({ ...JSON.parse(process.env.CONNECTION), max: 10, application_name: "bench-bare" });

const officeRows = `
  select re.id, re.code, e.title, e.unit_name, e.participant_name, c.name as category, d.name as division,
    re.entered_at, sc.verdict, sc.note, w.entry_id as withdrawn, f.id as file_id
  from round_entries re join entries e on e.id = re.entry_id join categories c on c.id = re.category_id
    left join divisions d on d.id = e.division_id left join stored_files f on f.id = e.file_id
    left join entry_withdrawals w on w.entry_id = e.id
    left join screenings sc on sc.round_entry_id = re.id and sc.undone_at is null
  where re.round_id = $1 order by re.code limit 50`;

const tableRows = `
  select s.id, s.submitted_at, s.total_points, re.blind_code, e.title, d.name as division, f.id as file_id
  from sheets s join round_entries re on re.id = s.round_entry_id join entries e on e.id = re.entry_id
    left join divisions d on d.id = e.division_id left join stored_files f on f.id = e.file_id
  where s.judge_id = $1 order by s.position limit 50`;

const sheetRow = `
  select * from (
    select s.id, s.submitted_at, re.blind_code, re.category_id, e.title, e.statement, e.material, d.name as division,
      f.id as file_id, f.width, f.height, row_number() over own as place, count(*) over () as total,
      count(s.submitted_at) over () as submitted, lag(s.id) over own as previous, lead(s.id) over own as next
    from sheets s join round_entries re on re.id = s.round_entry_id join entries e on e.id = re.entry_id
      left join divisions d on d.id = e.division_id left join stored_files f on f.id = e.file_id
    where s.judge_id = (select judge_id from sheets where id = $1) window own as (order by s.position)) one,
  lateral (select json_agg(json_build_object('id', cr.id, 'name', cr.name, 'guidance', cr.guidance,
      'max', cr.max_points, 'step', cr.step, 'points', sp.points) order by cr.position) as criteria
    from criteria cr left join sheet_points sp on sp.criterion_id = cr.id and sp.sheet_id = one.id
    where cr.category_id = one.category_id) rubric
  where one.id = $1`;

const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value) => String(value ?? "").replace(/[&<>"]/g, (mark) => marks[mark]);
const page = (title, body) =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${text(title)}</title></head><body>${body}</body></html>`;

const when = new Intl.DateTimeFormat("vi-VN", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });

const officeHtml = (row) => `<tr><td><img src="/files/${row.file_id}/320" width="60" alt=""></td>
  <td><a href="/entries/${row.id}">${text(row.code)}</a></td><td>${text(row.title)} ${text(row.note)}</td>
  <td>${text(row.category)} ${text(row.division)}</td><td>${text(row.unit_name)} · ${text(row.participant_name)}</td>
  <td>${when.format(row.entered_at)}</td><td>${row.withdrawn ? "withdrawn" : text(row.verdict)}</td></tr>`;

const tableHtml = (row) => `<li><a href="/sheets/${row.id}"><img src="/files/${row.file_id}/320" alt="">
  ${text(row.blind_code)} ${text(row.title)} ${text(row.division)} ${row.submitted_at ? row.total_points / 100 : ""}</a></li>`;

const sheetHtml = (row) => `<h1>${text(row.blind_code)}</h1><p>${row.place}/${row.total}, ${row.submitted}</p>
  <a href="/sheets/${row.previous}">‹</a> <a href="/sheets/${row.next}">›</a>
  <img src="/files/${row.file_id}/1600" width="${row.width}" height="${row.height}" alt="">
  <p>${text(row.title)} ${text(row.statement)} ${text(row.material)} ${text(row.division)}</p>
  <form method="post">${row.criteria.map((one) => `<label>${text(one.name)} (${one.max / 100}) ${text(one.guidance)}
    <input type="number" name="${one.id}" step="${one.step / 100}" value="${one.points ?? ""}"></label>`).join("")}
    <button>Nộp</button></form>`;

const pages = { office: [officeRows, officeHtml], table: [tableRows, tableHtml], sheet: [sheetRow, sheetHtml] };

async function render([query, html], id) {
  const { rows } = await pool.query(query, [id]);
  return rows.map(html).join("");
}

const server = http.createServer(async (req, res) => {
  const [, name, id] = req.url.split("/");
  const body = page(name, pages[name] ? await render(pages[name], id) : "");
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.end(body);
});
server.listen(Number(process.env.PORT));
process.on("SIGTERM", () => process.exit(0));
