/** Header of a status answer: milliseconds left, so that the body stays the same while nothing happens. */
export const remainingHeader = 'x-remaining-ms'

/** Another one: since when Nango could not be asked, as an ISO instant; absent while it can. */
export const silentHeader = 'x-nango-silent-since'
