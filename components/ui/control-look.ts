/** How text inputs and selects look; the size of the text keeps iOS from zooming in. */
export const controlLook =
  'h-control w-full min-w-0 rounded-lg border border-control-line bg-surface px-3 text-base text-ink aria-invalid:border-status-failed pointer-coarse:text-lg'
