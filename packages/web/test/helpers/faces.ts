import type { Page } from 'playwright-core';

/** The faces that the page's words are really set in, with a sample of the words of each. */
export async function facesOf(page: Page): Promise<Map<string, string>> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  await page.evaluate(`for (const element of document.querySelectorAll('body *'))
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
      element.setAttribute('data-words', '')`);
  const { root } = await session.send('DOM.getDocument');
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '[data-words]' });
  const faces = new Map<string, string>();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName, isCustomFont } of fonts) {
      const name = isCustomFont ? familyName : `${familyName} (of the machine)`;
      if (faces.has(name)) continue;
      const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId });
      faces.set(name, outerHTML.slice(0, 200));
    }
  }
  await session.detach();
  return faces;
}
