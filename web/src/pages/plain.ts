import { dressPage } from './page';

dressPage();
