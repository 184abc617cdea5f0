import { isElement, type PageElement, type PageNode, TEXT } from './dom.ts';

/**
 * A tree of HTML as lines of text: a blank line between paragraphs and around headings, list items and rows of tables
 * on lines of their own, which is how blocks are read from lines.
 */

/** Elements with a blank line before and after. */
const APART = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote figure figcaption ul ol dl table pre article section header footer main aside hr details address form fieldset nav'.split(
    ' ',
  ),
);
/** Elements on lines of their own. */
const OWN_LINE = new Set(
  'div li dt dd tr caption center summary option optgroup legend body html thead tbody tfoot'.split(' '),
);
/** Elements with no text of the page's. */
const NO_TEXT = new Set(
  'script style noscript template svg math iframe object embed canvas audio video head title link meta button input select textarea map datalist dialog'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);

/** Elements that are the site's, not the page's: left out where no article was found. */
export const SITE_PARTS = new Set(['nav', 'header', 'footer', 'aside', 'form']);

/** @param without elements whose text is left out */
export function textOf(root: PageNode, without: ReadonlySet<string> = new Set()): string {
  const lines = new Lines();
  let node: PageNode | null = root;
  while (node !== null) {
    const entered = enter(node, lines, without);
    if (entered && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    if (entered) leave(node, lines);
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      if (node !== null) leave(node, lines);
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  return lines.text();
}

function enter(node: PageNode, lines: Lines, without: ReadonlySet<string>): boolean {
  if (node.nodeType === TEXT) {
    lines.write(node.textContent ?? '', insidePre(node));
    return true;
  }
  if (!isElement(node)) return true;
  const name = node.localName;
  if (NO_TEXT.has(name) || without.has(name) || isHidden(node)) return false;
  if (name === 'li') lines.item(markOf(node));
  else if (name === 'br') lines.lineBreak();
  else separate(name, lines);
  return true;
}

function leave(node: PageNode, lines: Lines): void {
  if (!isElement(node)) return;
  if (CELLS.has(node.localName)) lines.cell();
  else if (node.localName === 'li') lines.itemEnd();
  else separate(node.localName, lines);
}

function separate(name: string, lines: Lines): void {
  if (APART.has(name)) lines.blank();
  else if (OWN_LINE.has(name)) lines.line();
}

function isHidden(element: PageElement): boolean {
  if (element.getAttribute('hidden') !== null) return true;
  const style = element.getAttribute('style');
  return style !== null && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

function insidePre(node: PageNode): boolean {
  const parent = node.parentNode;
  return parent !== null && isElement(parent) && (parent.localName === 'pre' || parent.localName === 'code');
}

/** What a browser draws before the item: its number in an ordered list, a bullet otherwise. */
function markOf(item: PageElement): string {
  const list = item.parentNode;
  if (list === null || !isElement(list) || list.localName !== 'ol') return '• ';
  let number = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  for (let node = list.firstChild; node !== null && node !== item; node = node.nextSibling) {
    if (isElement(node) && node.localName === 'li') number++;
  }
  return `${number}. `;
}

/** Lines as they grow: white space collapses, breaks are kept back until words follow. */
class Lines {
  private readonly parts: string[] = [];
  private breaks = 0;
  private space = false;
  private tab = false;
  private mark = '';

  write(text: string, asWritten: boolean): void {
    if (asWritten) {
      text.split('\n').forEach((line, i) => {
        if (i > 0) this.line();
        this.collapsed(line);
      });
    } else this.collapsed(text);
  }

  private collapsed(text: string): void {
    for (const word of text.split(/([ \t\n\r\f]+)/)) {
      if (word === '') continue;
      if (/^[ \t\n\r\f]/.test(word)) this.space = true;
      else this.word(word);
    }
  }

  private word(word: string): void {
    if (this.parts.length > 0) {
      if (this.breaks > 0) this.parts.push(this.breaks > 1 ? '\n\n' : '\n');
      else if (this.tab) this.parts.push('\t');
      else if (this.space) this.parts.push(' ');
    }
    if (this.mark !== '') this.parts.push(this.mark);
    this.parts.push(word);
    this.breaks = 0;
    this.space = false;
    this.tab = false;
    this.mark = '';
  }

  line(): void {
    this.breaks = Math.max(this.breaks, 1);
    this.tab = false;
  }

  /** `<br>`: the second in a row leaves a line empty. */
  lineBreak(): void {
    this.breaks = this.breaks > 0 ? 2 : 1;
    this.tab = false;
  }

  blank(): void {
    this.breaks = 2;
    this.tab = false;
  }

  item(mark: string): void {
    this.line();
    this.mark = mark;
  }

  itemEnd(): void {
    this.line();
    this.mark = '';
  }

  cell(): void {
    this.tab = true;
  }

  text(): string {
    return this.parts.join('');
  }
}
