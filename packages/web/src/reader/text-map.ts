import { pointsOf, type TextPiece } from './segments.ts';

/** Where each unit of the document's text stands on the screen: text nodes only, no wrapper anywhere. */
export class TextMap {
  readonly #blocks = new Map<number, readonly TextPiece<Text>[]>();
  readonly #nodes = new Map<Node, { readonly block: number; readonly piece: TextPiece<Text> }>();

  /** Takes the text nodes of a block, in order; the answer lets go of them. */
  hold(block: number, element: HTMLElement, start: number): () => void {
    const pieces: TextPiece<Text>[] = [];
    let at = start;
    for (const node of element.childNodes) {
      if (!(node instanceof Text)) continue;
      const piece = { node, start: at, end: at + node.length };
      pieces.push(piece);
      this.#nodes.set(node, { block, piece });
      at = piece.end;
    }
    this.#blocks.set(block, pieces);
    return () => {
      this.#blocks.delete(block);
      for (const { node } of pieces) this.#nodes.delete(node);
    };
  }

  /** The range of `start` … `end` as far as it lies in a block; null when none of it does. */
  rangeIn(block: number, start: number, end: number): StaticRange | null {
    const points = pointsOf(this.#blocks.get(block) ?? [], start, end);
    if (points === null) return null;
    const { from, to } = points;
    return new StaticRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    });
  }

  /** The box of the unit at `at`, on the screen; null when it is not drawn. */
  boxAt(block: number, at: number): DOMRect | null {
    return this.boxesOf(block, at, at + 1)[0] ?? null;
  }

  /** The boxes of `start` … `end` on the screen, a line after the other. */
  boxesOf(block: number, start: number, end: number): DOMRect[] {
    const points = pointsOf(this.#blocks.get(block) ?? [], start, end);
    if (points === null) return [];
    const range = document.createRange();
    range.setStart(points.from.node, points.from.offset);
    range.setEnd(points.to.node, points.to.offset);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  }

  /** The unit of the document at a point of the page's tree; null outside the text. */
  offsetOf(node: Node, offset: number): number | null {
    const piece = this.#nodes.get(node)?.piece;
    return piece === undefined ? null : Math.min(piece.start + offset, piece.end);
  }

  /** The unit under a point of the screen; null where there is none. */
  offsetAt(x: number, y: number): number | null {
    const caret = document.caretPositionFromPoint(x, y);
    const held = caret === null ? undefined : this.#nodes.get(caret.offsetNode);
    if (caret === null || held === undefined) return null;
    // A caret stands between two units, maybe far from the point: only what the point really touches counts.
    const at = held.piece.start + caret.offset;
    for (const unit of [at, at - 1]) {
      if (unit < held.piece.start || unit >= held.piece.end) continue;
      const box = this.boxAt(held.block, unit);
      if (box !== null && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return unit;
    }
    return null;
  }
}
