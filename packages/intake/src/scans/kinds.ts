/** Which files are pages of a bundle of scans, told by their names alone. */

const IMAGE = /\.(?:png|jpe?g|tiff?|webp|heic|heif)$/i;
const XML = /\.xml$/i;

export function isImageName(label: string): boolean {
  return IMAGE.test(label);
}

export function isXmlName(label: string): boolean {
  return XML.test(label);
}

/** Two pictures or more, and nothing beside them but transcriptions. */
export function isBundle(labels: readonly string[]): boolean {
  const images = labels.filter(isImageName);
  return images.length >= 2 && labels.every((label) => isImageName(label) || isXmlName(label));
}

/** A file's name without folders and ending, by which a transcription finds its picture. */
export function baseOf(label: string): string {
  return label.slice(label.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}
