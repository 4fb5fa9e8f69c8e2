/** Who is there, as far as this node has told its sockets: asked on every page that shows people, so it is kept here. */
export class KnownPeople {
  private readonly there = new Set<string>();
  /** Of whom a change was heard since the reading under way began. */
  private heard = new Set<string>();

  has(userId: string): boolean {
    return this.there.has(userId);
  }

  all(): string[] {
    return [...this.there];
  }

  /** @returns whether that is news */
  appeared(userId: string): boolean {
    this.heard.add(userId);
    if (this.there.has(userId)) return false;
    this.there.add(userId);
    return true;
  }

  /** @returns whether that is news */
  left(userId: string): boolean {
    this.heard.add(userId);
    return this.there.delete(userId);
  }

  /** How a reading, page by page, differs from what is known. What is heard meanwhile is newer than it. */
  async compare(pages: AsyncIterable<string[]>): Promise<{ appeared: string[]; left: string[] }> {
    const heard = (this.heard = new Set());
    const found = new Set<string>();
    for await (const page of pages) for (const userId of page) found.add(userId);
    const appeared = [...found].filter((userId) => !this.there.has(userId) && !heard.has(userId));
    const left = [...this.there].filter((userId) => !found.has(userId) && !heard.has(userId));
    return { appeared, left };
  }
}
