import { dressPage } from '../page';
import { MeApi } from './me-api';
import { MePage } from './me-page';

dressPage();
const api = new MeApi(fetch.bind(globalThis), () => document.cookie);
await new MePage(api, (path) => location.assign(path)).start();
