import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Power Platform takes 100 to 230 pixels a side, no transparency, and a mark of at most 70 % of it. */
export const ICON_SIZE = 230;

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];

const WALL: Colour = [31, 92, 77];
const FLOOR: Colour = [62, 138, 114];
const LIGHT: Colour = [246, 214, 122];
const LEAF: Colour = [250, 247, 240];

/** Painted one over the other: the light behind a door that stands open. */
const SHAPES: readonly { colour: Colour; corners: readonly Point[] }[] = [
  {
    colour: FLOOR,
    corners: [
      [116, 180],
      [160, 180],
      [176, 196],
      [116, 196],
    ],
  },
  {
    colour: LIGHT,
    corners: [
      [70, 54],
      [160, 54],
      [160, 180],
      [70, 180],
    ],
  },
  {
    colour: LEAF,
    corners: [
      [70, 54],
      [118, 40],
      [118, 196],
      [70, 180],
    ],
  },
];
const KNOB = { centre: [106, 122] as Point, radius: 6 };

function colourAt(x: number, y: number): Colour {
  if (Math.hypot(x - KNOB.centre[0], y - KNOB.centre[1]) <= KNOB.radius) return WALL;
  return SHAPES.findLast(({ corners }) => isInside(corners, x, y))?.colour ?? WALL;
}

/** Inside a convex shape whose corners go round to the right. */
const isInside = (corners: readonly Point[], x: number, y: number): boolean =>
  corners.every(([fromX, fromY], index) => {
    const [toX, toY] = corners[(index + 1) % corners.length] as Point;
    return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX) >= 0;
  });

/** Each pixel is the mean of so many by so many points: edges become smooth. */
const FINENESS = 3;

/** Rows of RGB, each after the byte that says "unfiltered", as a PNG has them. */
export function iconPixels(): Buffer {
  const rows = Buffer.alloc(ICON_SIZE * (1 + 3 * ICON_SIZE));
  for (let y = 0; y < ICON_SIZE; y++)
    for (let x = 0; x < ICON_SIZE; x++) rows.set(meanAt(x, y), y * (1 + 3 * ICON_SIZE) + 1 + 3 * x);
  return rows;
}

function meanAt(x: number, y: number): number[] {
  const steps = Array.from({ length: FINENESS }, (_, step) => (step + 0.5) / FINENESS);
  const points = steps.flatMap((right) => steps.map((down) => colourAt(x + right, y + down)));
  return [0, 1, 2].map((channel) =>
    Math.round(points.reduce((sum, colour) => sum + (colour[channel] ?? 0), 0) / points.length),
  );
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** https://www.w3.org/TR/png-3/ */
export function iconPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(ICON_SIZE, 0);
  header.writeUInt32BE(ICON_SIZE, 4);
  // Eight bits a channel, three channels.
  header.set([8, 2], 8);
  const data = deflateSync(iconPixels(), { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same rows out of a picture we wrote. Compressed bytes differ from one zlib to the next. */
export function pixelsIn(png: Buffer): Buffer {
  const at = png.indexOf('IDAT', 0, 'latin1');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}
