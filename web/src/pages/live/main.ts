import '../../components/choice-switch';
import '../../components/feed-status';
import '../../components/genre-wave';
import '../../components/just-played';
import '../../components/listening-hours';
import '../../components/rising-board';
import '../../components/top-board';
import { browserSurroundings } from '../../feed/surroundings';
import { dressPage } from '../page';
import { alwaysSeen, isKiosk, keepScreenOn } from './kiosk';
import { LivePage } from './live-page';

dressPage();
const kiosk = isKiosk(document.documentElement);
if (kiosk) keepScreenOn(document, navigator);
new LivePage(kiosk ? alwaysSeen(browserSurroundings()) : browserSurroundings()).start();
