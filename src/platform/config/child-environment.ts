/** What a program needs to start and to find files. */
const PASSED_ON = new Set(['PATH', 'HOME', 'TMPDIR', 'TMP', 'TEMP', 'LANG', 'TZ', 'LD_LIBRARY_PATH', 'SystemRoot']);

/** The environment of a process that handles files of strangers: without Parley's settings, some of which are secrets. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const isPassedOn = ([name]: [string, string | undefined]) => PASSED_ON.has(name);
  return Object.fromEntries(Object.entries(process.env).filter(isPassedOn));
}
