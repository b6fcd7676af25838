import '../../components/choice-switch';
import '../../components/feed-status';
import '../../components/genre-wave';
import '../../components/just-played';
import '../../components/listening-hours';
import '../../components/rising-board';
import '../../components/top-board';
import { browserSurroundings } from '../../feed/surroundings';
import { dressPage } from '../page';
import { LivePage } from './live-page';

dressPage();
new LivePage(browserSurroundings()).start();
