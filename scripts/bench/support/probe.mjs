// Loaded before a measured process: tells its parent, when asked, the CPU time and the most memory it has used and the
// statements it has sent through the database layer; ends it in good order when the parent is gone.
let statements = 0;

// The place where db/client.ts looks for whoever watches its statements.
globalThis[Symbol.for("vong-thi.query-observer")] = {
  getStore: () => () => void (statements += 1),
  run: (_onQuery, work) => work(),
};

process.on("message", () => {
  process.send({ cpu: process.cpuUsage(), peakKb: process.resourceUsage().maxRSS, statements });
});
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Listening must not keep it alive.
process.channel?.unref();
