// Apart from the list, which comes late: the field of a combobox is there from the first.

/** The id of an option, for `aria-activedescendant`; undefined for -1, which is none. */
export function optionId(listId: string, index: number) {
  return index < 0 ? undefined : `${listId}-${index}`
}
