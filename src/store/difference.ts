// What differs between two states of the content.

/** Which ids are only in the second map, in both with another text, only in the first; each in the order of its map. */
export function difference(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): { added: string[]; changed: string[]; removed: string[] } {
  const ids = [...now.keys()]
  return {
    added: ids.filter((id) => !before.has(id)),
    changed: ids.filter((id) => before.has(id) && before.get(id) !== now.get(id)),
    removed: [...before.keys()].filter((id) => !now.has(id)),
  }
}
