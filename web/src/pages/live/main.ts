import { browserSurroundings } from '../../feed/surroundings';
import { dressPage } from '../page';
import { LivePage } from './live-page';

dressPage();
new LivePage(browserSurroundings()).start();
