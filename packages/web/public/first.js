// Before the first paint: the language and the light that the reader chose last time.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('isnad.preferences') ?? '{}') ?? {};
  } catch {
    // Storage may be shut or hold something else; the page then starts as it is made.
  }
  if (kept.language === 'en') {
    root.lang = 'en';
    root.dir = 'ltr';
  }
  if (kept.density === 'close') root.dataset.density = 'close';
  if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
})();
