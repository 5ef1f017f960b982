/** Header of a status answer: the id of the person who asked, by which a page notices that another one signed in. */
export const readerHeader = 'x-reader'
