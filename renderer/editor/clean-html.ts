/** What Markdown makes without HTML in it: text and its marking up, and nothing that loads, asks or runs. */
const allowed = new Set(
  'a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre span strong table tbody td th thead tr ul'.split(
    ' ',
  ),
);

const isWebAddress = (address: string | null): boolean => /^https?:\/\//.test(address ?? '');

const cleanElement = (element: Element): void => {
  if (!allowed.has(element.localName)) {
    element.replaceWith(element.textContent);
    return;
  }
  const address = element.getAttribute('href');
  for (const { name } of [...element.attributes]) if (name !== 'class') element.removeAttribute(name);
  if (element.localName !== 'a' || !isWebAddress(address)) return;
  element.setAttribute('href', address ?? '');
  element.setAttribute('target', '_blank');
  element.setAttribute('rel', 'noreferrer');
};

/** HTML that was made of a comment in somebody's code, without what could do more than be read. */
export const cleanHtml = (html: string): string => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  // Deepest first, since what is not allowed is replaced by its text.
  for (const element of [...body.querySelectorAll('*')].reverse()) cleanElement(element);
  return body.innerHTML;
};
