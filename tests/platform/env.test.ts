import path from "node:path";
import { describe, expect, it } from "vitest";
import { EnvFault, readEnv } from "#app/platform/env.server.ts";

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvFault) return error.faults;
    throw error;
  }
  return [];
}

describe("readEnv", () => {
  it("needs nothing", () => {
    expect(readEnv({})).toEqual({
      mode: "development",
      site: { origin: "http://localhost:3000", originIsFixed: false, host: null, port: 3000, trustedProxies: 0 },
      database: { url: null, poolSize: 10, slowQueryMs: 500 },
      dataDir: path.resolve(".data"),
      uploads: { token: null },
      secrets: { session: null, upload: null },
      programs: { ffmpeg: null, chromium: null },
      logLevel: "info",
    });
  });

  it("takes what the operator says, and an empty variable for an absent one", () => {
    const env = readEnv({ PORT: "8080", SITE_ORIGIN: "https://thi.example.vn/", DATABASE_URL: "postgres://u@h/d", HOST: " " });
    expect(env.site).toEqual({
      origin: "https://thi.example.vn", originIsFixed: true, host: null, port: 8080, trustedProxies: 0,
    });
    expect(env.database.url).toBe("postgres://u@h/d");
  });

  it("names every fault at once, in both languages", () => {
    expect(faultsOf({ PORT: "70000", DATABASE_URL: "mysql://x", SESSION_SECRET: "short", SITE_ORIGIN: "thi.vn/a" })).toEqual([
      "PORT: phải từ 1 đến 65535 / must be from 1 to 65535",
      "SITE_ORIGIN: phải có dạng https://tên-miền, không có đường dẫn / must look like https://host, without a path",
      "DATABASE_URL: phải bắt đầu bằng postgres:// / must begin with postgres://",
      "SESSION_SECRET: phải dài ít nhất 32 ký tự / must have at least 32 characters",
    ]);
  });

  it("cannot be changed afterwards", () => {
    const env = readEnv({}) as { site: { port: number } };
    expect(() => (env.site.port = 1)).toThrow(TypeError);
  });
});
