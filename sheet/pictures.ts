/** The builder of pictures alone, in a piece that is fetched after the first answer is shown. */

export { readableChart } from '../src/charts/index.ts';
export { ReadPicture } from './view/ReadPicture.tsx';
