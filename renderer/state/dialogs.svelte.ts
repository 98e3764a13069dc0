/** The dialogs that commands open: what there is to open, what there is to do, and the list of keys. */
export type DialogName = 'places' | 'commands' | 'keyboard';

/** Which of them is open; one at a time. */
export class Dialogs {
  open = $state<DialogName>();

  show(name: DialogName): void {
    this.open = name;
  }

  close(): void {
    this.open = undefined;
  }
}
