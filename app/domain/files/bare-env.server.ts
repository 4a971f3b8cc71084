/** The environment of programs that read hostile files: empty, so that there is no secret in it to find. */
export const bareEnv = {} as NodeJS.ProcessEnv;
