/**
 * A test that some machines cannot run. There it is reported as skipped, with the reason in its title.
 * @param reason why it cannot run here; false if it can
 */
export function itUnless(reason: string | false, title: string, work: () => Promise<unknown>, timeout?: number): void {
  if (reason === false) it(title, work, timeout);
  else it.skip(`${title} (skipped: ${reason})`, work, timeout);
}
