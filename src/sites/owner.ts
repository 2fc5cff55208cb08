/** A site by the key under which it is kept, and by the name that people read. */
export interface SiteName {
  key: string;
  name: string;
}

/**
 * Keeps something about sites by their names, and follows when one is renamed or removed. Both calls are part of the
 * transaction in which the site itself changes.
 */
export interface SiteOwner {
  renamed(change: { tenant: string; from: SiteName; to: SiteName }): Promise<void>;
  removed(site: { tenant: string } & SiteName): Promise<void>;
}
