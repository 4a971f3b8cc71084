import { spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** A program that a package brings along, by its file inside node_modules. */
export const bin = (file) => path.join(root, "node_modules", file);

/**
 * Runs a Node program in the project and answers its exit code and output. With `show` the output is passed
 * through as it comes. Variables of `env` that are undefined are removed.
 */
export function runNode(args, options = {}) {
  return runProgram(process.execPath, args, options);
}

/** Runs any program; `timeoutMs` ends it, code null then. A program that does not exist answers code 127. */
export function runProgram(program, args, { env = {}, show = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(timeoutMs ? { timeout: timeoutMs, killSignal: "SIGKILL" } : {}),
    });
    let output = "";
    for (const name of ["stdout", "stderr"])
      child[name].on("data", (chunk) => {
        output += chunk;
        if (show) process[name].write(chunk);
      });
    child.on("error", (error) => resolve({ code: 127, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
