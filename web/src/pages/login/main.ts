import { text } from '../../text/text';
import { byId, dressPage } from '../page';
import { loginError } from './login-error';

dressPage();
byId<HTMLInputElement>('browser-zone').value = text.timeZone() ?? '';
const code = document.querySelector<HTMLMetaElement>('meta[name="groundswell-error"]')?.content;
const words = loginError(code, new URLSearchParams(location.search).get('until'));
if (words) {
  byId('problem').textContent = words;
  byId('problem').hidden = false;
}
