/** The workbench as files: the folder that `npm run build` fills, for a server to give. */
export const PAGE_FOLDER: URL = new URL('../dist/', import.meta.url);
