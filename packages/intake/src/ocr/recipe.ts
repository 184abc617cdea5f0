/** Changes whenever recognition gives other text, so that pages kept by an older one are recognised anew. */
export const RECIPE = 'tesseract.js-7 ara-best-int 4';
