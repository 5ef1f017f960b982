/** How a link or button looks inside an `UnfoldingMenu`. */
export const menuItemLook =
  'flex h-control w-full items-center gap-2 rounded-md px-2.5 text-left hover:bg-sunken'
