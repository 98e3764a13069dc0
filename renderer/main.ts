import { mount } from 'svelte';
import App from './App.svelte';
import { Link } from './connection/link.svelte.ts';
import { dialWebSocket, rpcAddress } from './connection/web-socket.ts';
import { Lab } from './state/lab.svelte.ts';
import './theme.css';

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const link = new Link(() => dialWebSocket(rpcAddress(location)), pause);
const lab = new Lab(link, { storage: localStorage, languages: navigator.languages });
mount(App, { target: document.body, props: { lab } });
void link.stayConnected();
