import {CHANNEL} from './sign-in.js';

/** Where the provider leads to: hands its answer to the page that asked, which alone can make use of it, and goes. */
const answer = Object.fromEntries(new URLSearchParams(location.search));
history.replaceState(null, '', location.pathname);
const channel = new BroadcastChannel(CHANNEL);
channel.postMessage(answer);
channel.close();
document.getElementById('outcome').textContent = answer.code ? 'You are signed in. Close this tab and go back to the page that asked.' : 'The provider has not signed you in. Close this tab and go back.';
setTimeout(() => close(), 300);
