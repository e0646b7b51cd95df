// The difference of two versions of the content.

/** Compares two maps from id to text; ids keep the order of their map. */
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
