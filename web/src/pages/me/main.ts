import { dressPage } from '../page';
import { BringHistory } from './bring-history';
import { ImportsApi } from './imports-api';
import { MeApi } from './me-api';
import { MePage } from './me-page';

dressPage();
const send = fetch.bind(globalThis);
const cookies = () => document.cookie;
const api = new MeApi(send, cookies);
const page = new MePage(api, (path) => location.assign(path));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
if (await page.start()) await new BringHistory(new ImportsApi(send, cookies), pause).start();
