/** The users that this node has announced as online. It is kept in memory, because every answer that shows users asks it. */
export class KnownPeople {
  private readonly there = new Set<string>();
  /** Users with a change since the current read of all users began. */
  private heard = new Set<string>();

  has(userId: string): boolean {
    return this.there.has(userId);
  }

  all(): string[] {
    return [...this.there];
  }

  /** @returns false when the user was known to be online already */
  appeared(userId: string): boolean {
    this.heard.add(userId);
    if (this.there.has(userId)) return false;
    this.there.add(userId);
    return true;
  }

  /** @returns false when the user was not known to be online */
  left(userId: string): boolean {
    this.heard.add(userId);
    return this.there.delete(userId);
  }

  /** Compares all users who are online, read in pages, with the known ones. A change that arrives meanwhile is newer and wins. */
  async compare(pages: AsyncIterable<string[]>): Promise<{ appeared: string[]; left: string[] }> {
    const heard = (this.heard = new Set());
    const found = new Set<string>();
    for await (const page of pages) for (const userId of page) found.add(userId);
    const appeared = [...found].filter((userId) => !this.there.has(userId) && !heard.has(userId));
    const left = [...this.there].filter((userId) => !found.has(userId) && !heard.has(userId));
    return { appeared, left };
  }
}
