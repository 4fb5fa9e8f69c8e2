import { ParleyError } from './errors.js';
import type { ErrorView } from './wire.js';

/** `data` of an answer, or the whole answer if it has no `data`. @throws ParleyError */
export async function dataOf<Data>(response: Response): Promise<Data> {
  const answer = await answerOf<{ data?: Data }>(response);
  return answer.data === undefined ? (answer as Data) : answer.data;
}

/** The whole answer. @throws ParleyError */
export async function answerOf<Answer extends object>(response: Response): Promise<Answer> {
  const answer = (await response.json().catch(() => ({}))) as Answer & Partial<ErrorView>;
  if (!response.ok) throw ParleyError.of(answer, response.status, response.headers.get('retry-after'));
  return answer;
}
