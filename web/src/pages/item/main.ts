import '../../components/choice-switch';
import '../../components/feed-status';
import '../../components/play-curve';
import '../../components/rank-line';
import '../../components/related-list';
import { browserSurroundings } from '../../feed/surroundings';
import { dressPage } from '../page';
import { ItemPage } from './item-page';

dressPage();
new ItemPage(browserSurroundings()).start();
