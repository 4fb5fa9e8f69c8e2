import { readFileSync } from 'node:fs';

/** A file with a setting has one line. This keeps a wrong path, such as that of a disk image, out of the memory. */
const LONGEST = 64 * 1024;

/** The settings that the environment gives, also in files, and a complaint about each that cannot be read, by its name. */
interface GivenSettings {
  values: Map<string, string>;
  complaints: Map<string, string>;
}

/**
 * Reads the settings with these names. `JWT_SECRET_FILE=/run/secrets/jwt` reads JWT_SECRET from that file, and so for every setting: without
 * line breaks at the end, as `$(cat file)` does. An empty variable counts as not set: docker compose's `PORT=${PORT}` makes such variables.
 */
export function givenSettings(env: NodeJS.ProcessEnv, names: Iterable<string>): GivenSettings {
  const values = new Map<string, string>();
  const complaints = new Map<string, string>();
  for (const name of names) {
    const [value, file] = [given(env[name]), given(env[`${name}_FILE`])];
    if (value !== undefined) values.set(name, value);
    if (file === undefined) continue;
    if (value === undefined) {
      const found = contentOf(file);
      if (found.complaint === undefined) values.set(name, found.value);
      else complaints.set(name, `${name}_FILE: ${found.complaint}`);
    } else complaints.set(name, `${name}_FILE: ${name} is set as well; set one of them`);
  }
  return { values, complaints };
}

const given = (value: string | undefined): string | undefined => (value?.trim() === '' ? undefined : value);

type Content = { value: string; complaint?: undefined } | { complaint: string };

function contentOf(file: string): Content {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > LONGEST) return { complaint: `${file} is too long for a setting` };
    if (text.trim() === '') return { complaint: `${file} is empty` };
    return { value: text.replace(/[\r\n]+$/, '') };
  } catch (error) {
    return { complaint: `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'bad path'})` };
  }
}
