/** Returns the earlier object if nothing changed. The component draws every new object again. */
export class Unchanged<Item extends { _id: string }> {
  private known = new Map<string, { item: Item; sign: string }>();

  kept(items: Item[]): Item[] {
    const before = this.known;
    this.known = new Map(
      items.map((item) => {
        const sign = JSON.stringify(item);
        const one = before.get(item._id);
        return [item._id, one?.sign === sign ? one : { item, sign }];
      }),
    );
    return [...this.known.values()].map(({ item }) => item);
  }
}
