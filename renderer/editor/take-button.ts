/** The button at a piece. By itself the merge view would take it on `mousedown`, before the lab has made its snapshot. */
export const takeButton = (label: string, onTake: (button: HTMLElement) => void): HTMLButtonElement => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'take-piece';
  button.textContent = '←';
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('mousedown', (event) => {
    event.stopPropagation();
    event.preventDefault();
  });
  button.addEventListener('click', () => {
    onTake(button);
  });
  return button;
};
