/** What an answer about all sites is made of. The sheet fetches it: most of its questions are about one. */
export const ofAllSites = () => import('./allSites.ts');
