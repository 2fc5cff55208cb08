/** A PNG of opaque pixels: four bytes each, red, green, blue, and 255. */
export function png(picture: { width: number; height: number; pixels: Uint8Array }): Uint8Array<ArrayBuffer>;
