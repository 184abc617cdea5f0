/** The two forms of transcriptions, told by their first element. */

export function isPageXml(xml: string): boolean {
  return /<(?:\w+:)?PcGts[\s>]/.test(xml.slice(0, 4096));
}

export function isAlto(xml: string): boolean {
  return /<(?:\w+:)?alto[\s>]/i.test(xml.slice(0, 4096));
}
