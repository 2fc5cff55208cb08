import type { Block } from '../../chat/reply.ts';
import { damagedBlocks } from '../../chat/show/damaged.ts';
import type { SiteBook } from '../../sites/book.ts';

/** What is said of the tenant's sites that cannot be read any more, wherever all sites are shown. */
export async function damagedSites(sites: Pick<SiteBook, 'damaged'>): Promise<Block[]> {
  const does = 'It is in no figure, and alerts about it wait';
  return damagedBlocks({ what: 'site', damaged: await sites.damaged(), does });
}
