/** Header of a status answer: milliseconds left, so that the body stays the same while nothing happens. */
export const remainingHeader = 'x-remaining-ms'
