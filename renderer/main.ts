import { mount } from 'svelte';
import App from './App.svelte';
import { Link } from './connection/link.svelte.ts';
import { isInDesktopWindow, messagePortDial } from './connection/message-port.ts';
import { dialWebSocket, isWelcome, rpcAddress } from './connection/web-socket.ts';
import { hearMistakes } from './failure/hear-mistakes.ts';
import { keepingIn } from './host/storage.ts';
import { takeTab } from './host/tab.ts';
import { Lab } from './state/lab.svelte.ts';
import './theme.css';

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const link = isInDesktopWindow(location)
  ? new Link(messagePortDial(window), { pause })
  : new Link(() => dialWebSocket(rpcAddress(location)), { pause, welcome: () => isWelcome('/') });
const tab = await takeTab({
  storage: keepingIn(() => sessionStorage).storage,
  locks: 'locks' in navigator ? navigator.locks : undefined,
  newId: () => crypto.randomUUID(),
});
const lab = new Lab(link, { ...keepingIn(() => localStorage), languages: navigator.languages, tab });
hearMistakes(window, (thrown) => {
  lab.mistakes.thrown(thrown);
});
mount(App, { target: document.body, props: { lab } });
void link.stayConnected();
