/**
 * What keeps browsers and password managers from filling a field with the data of whoever sits before them. Chromium ignores
 * `off` and fills by its own guess; a value that it does not know, such as `none`, ends that
 * (components/autofill/core/common/autocomplete_parsing_util.cc). The others are 1Password, LastPass, Bitwarden, Proton Pass and
 * Dashlane.
 */
export const notOnesOwn = {
  autoComplete: 'none',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-protonpass-ignore': 'true',
  'data-form-type': 'other',
  spellCheck: false,
}
