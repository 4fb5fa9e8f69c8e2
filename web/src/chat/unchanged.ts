/** Returns the earlier object if nothing changed. The component draws every new object again. */
export class Unchanged<Item extends { _id: string }> {
  private known = new Map<string, { item: Item; fingerprint: string }>();

  reuseEqual(items: Item[]): Item[] {
    const before = this.known;
    this.known = new Map(
      items.map((item) => {
        const fingerprint = JSON.stringify(item);
        const one = before.get(item._id);
        return [item._id, one?.fingerprint === fingerprint ? one : { item, fingerprint }];
      }),
    );
    return [...this.known.values()].map(({ item }) => item);
  }
}
